import type { INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import type { ZodType } from 'zod';
import type { Engine } from '../n8nCore/engine';
import { runNode } from '../n8nCore/runNode';
import type { SandboxAdmin } from '../sandbox/adminClient';

/** The resources that a piece of work used in its process. */
export interface Watched<T> {
	readonly value: T;
	readonly wallMs: number;
	/** CPU time of all threads. */
	readonly cpuMs: number;
	/** The maximum resident memory, minus that of the process before. */
	readonly peakBytes: number;
}

/** What a measurement can use, in a process of its own. */
export interface Stage {
	/** n8n's engine, with the built package in it. */
	readonly engine: Engine;
	/** The sandbox, to which the package's credential leads. */
	readonly sandbox: SandboxAdmin;
	watch<T>(work: () => Promise<T>): Promise<Watched<T>>;
}

export interface Measurement<Parameters, Result> {
	readonly name: string;
	/** A result comes from another process: it is parsed on arrival. */
	readonly result: ZodType<Result>;
	measure(stage: Stage, parameters: Parameters): Promise<Result>;
}

export const REMOVE_BACKGROUND = 'n8n-nodes-pixazo.removeBackground';
export const IDEOGRAM = 'n8n-nodes-pixazo.ideogram';
export const PIXAZO = 'n8n-nodes-pixazo.pixazo';

/** An image so small that making and sending it takes no time. */
export const smallImage = async (): Promise<Buffer> =>
	await sharp({ create: { width: 64, height: 64, channels: 3, background: 'orange' } })
		.png()
		.toBuffer();

/** Items that all have the same file in their field `data`. */
export async function itemsWith(
	{ engine }: Stage,
	image: Buffer,
	count: number,
): Promise<INodeExecutionData[]> {
	const data = await engine.storeBinary(image, 'image.png', 'image/png');
	return Array.from({ length: count }, () => ({ json: {}, binary: { data } }));
}

const WARM_UP_JOBS = 100;

/**
 * Runs some jobs first, because an n8n in use has loaded and compiled the code already. The nodes remember how long
 * jobs take by origin, so these jobs go to the sandbox under another name.
 */
export async function warmUp(stage: Stage, apiKey: string, gatewayUrl: string): Promise<void> {
	await stage.sandbox.set({ jobSeconds: 0 });
	const { error } = await runNode(stage.engine, {
		type: REMOVE_BACKGROUND,
		parameters: { operation: 'remove', inputSource: 'binary', options: { pollInterval: 1 } },
		items: await itemsWith(stage, await smallImage(), WARM_UP_JOBS),
		credentials: {
			pixazoApi: { apiKey, baseUrl: gatewayUrl.replace('127.0.0.1', 'localhost') },
		},
	});
	if (error) throw error;
	await stage.sandbox.reset();
}
