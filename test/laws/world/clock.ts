import { install } from '@sinonjs/fake-timers';
import { eventLoopTurn, forbidSpinning, roundTimers } from './runtime.cjs';

export type Clock = ReturnType<typeof install>;

/** An ordinary moment: dates in answers are read as such. */
const STARTS_AT = Date.UTC(2026, 10, 25, 12);
/** More than any history can take: the longest time limit, one item after another. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Where time and chance come from while an execution is simulated. */
export async function onVirtualClock<T>(
	seed: number,
	work: (clock: Clock) => Promise<T>,
): Promise<T> {
	const { random } = Math;
	const clock = install({
		now: STARTS_AT,
		toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
	});
	roundTimers();
	forbidSpinning();
	Math.random = seededRandom(seed);
	const hex = () => Math.floor(Math.random() * 2 ** 32).toString(16);
	Object.defineProperty(crypto, 'randomUUID', {
		configurable: true,
		value: () => `${hex()}-${hex()}`,
	});
	try {
		return await work(clock);
	} finally {
		clock.uninstall();
		Math.random = random;
		// Its own one, so that the prototype's is back.
		Reflect.deleteProperty(crypto, 'randomUUID');
	}
}

/** Lets time pass until `work` is done and no timer is left. */
export async function untilQuiet(clock: Clock, work: Promise<unknown>): Promise<void> {
	let isDone = false;
	void work.finally(() => {
		isDone = true;
	});
	for (;;) {
		// Everything in a simulation but time itself is done when Node has come round once: streams need no more than its microtasks.
		await eventLoopTurn();
		if (clock.countTimers() > 0) clock.next();
		else if (isDone) return;
		else throw new Error('The execution waits for nothing that could come');
		if (clock.now - STARTS_AT > LONGEST_MS) throw new Error('The execution does not end');
	}
}

/** mulberry32 */
function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
