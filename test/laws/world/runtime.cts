import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers';

const MOST_LOOKS = 100_000;
let looks = 0;

/** Settles when Node's event loop has come round once. Fails if somebody spun meanwhile. */
export async function eventLoopTurn() {
	await new Promise((resolve) => setImmediate(resolve));
	if (looks > MOST_LOOKS)
		throw new Error('The execution spins: it waits without letting time pass');
	looks = 0;
}

/** Ends whoever looks at the clock again and again without letting time pass. */
export function forbidSpinning() {
	looks = 0;
	const now = Date.now;
	Date.now = () => {
		looks += 1;
		if (looks > MOST_LOOKS) throw new Error('Time does not pass');
		return now();
	};
}

/** Lets the virtual clock's timers take whole milliseconds and at least one, as Node's own do. */
export function roundTimers() {
	const exact = globalThis.setTimeout;
	globalThis.setTimeout = Object.assign(
		(work: () => void, ms: number) => exact(work, Math.max(1, Math.trunc(ms))),
		exact,
	);
}

/** An answer's body, into which a host pushes what it sends. */
export const openBody = () => new Readable({ read() {} });

/** A stored file as n8n streams it, piece by piece; broken off where storage fails. */
export function storedStream(pieces: readonly Buffer[], failure?: Error) {
	const left = pieces.values();
	return new Readable({
		highWaterMark: 1,
		read() {
			const { value } = left.next();
			if (value === undefined && failure) this.destroy(failure);
			else this.push(value ?? null);
		},
	});
}
