import type { Fault } from '../../tools/sandbox/faults';
import type { Stage } from './stages';

type FaultFields = Omit<Fault, 'body'> & { readonly body?: unknown };

/** A fault for the sandbox, and how many of the requests of its stage it strikes. */
export interface Strike {
	readonly fault: FaultFields;
	/** 0: all of them. */
	readonly times: number;
	/** The stage whose requests it strikes, if it is another than the one it is tried on. */
	readonly on?: Stage;
}

/** What a fault can depend on. */
export interface Scene {
	readonly stage: Stage;
	/** Another origin. It has an image at `/picture.png`, and at `/circle` a redirect to itself. */
	readonly elsewhereUrl: string;
}

export const once = (fault: FaultFields, on?: Stage): Strike => ({ fault, times: 1, on });

export const always = (fault: FaultFields, on?: Stage): Strike => ({ fault, times: 0, on });

const MEGABYTE = 1024 * 1024;

/** More than is read of an answer (70 MB), a result (50 MB) and an input image (10 MB). */
export const TOO_LONG_BYTES: Readonly<Record<Stage, number>> = {
	submit: 71 * MEGABYTE,
	lookUp: 71 * MEGABYTE,
	download: 51 * MEGABYTE,
	inputLink: 11 * MEGABYTE,
};

/** A slow answer that is complete within a second: answers have hundreds of bytes, images thousands. */
export const inSmallPieces = (stage: Stage) =>
	stage === 'submit' || stage === 'lookUp'
		? { bytes: 32, everyMs: 5 }
		: { bytes: 65_536, everyMs: 5 };
