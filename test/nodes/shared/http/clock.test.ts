import { Clock } from '../../../../nodes/shared/http/clock';

beforeEach(() => {
	vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
	vi.useRealTimers();
});

/** Settles with the milliseconds that somebody waited. */
async function waited(waiting: Promise<void>): Promise<number> {
	const startedAtMs = Date.now();
	await waiting;
	return Date.now() - startedAtMs;
}

test('many wait for different times with one timer, none of more than 100 ms', async () => {
	const clock = new Clock();
	const startedAtMs = Date.now();
	const { signal } = new AbortController();
	const waits = [10, 950, 40, 40, 333].map((ms) =>
		waited(clock.until(() => startedAtMs + ms, signal)),
	);
	const steps: number[] = [];
	while (vi.getTimerCount() > 0) {
		expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
		const before = Date.now();
		await vi.advanceTimersToNextTimerAsync();
		steps.push(Date.now() - before);
	}
	expect(await Promise.all(waits)).toEqual([10, 950, 40, 40, 333]);
	expect(Math.max(...steps)).toBeLessThanOrEqual(100);
});

test('a time that moved is noticed at once when the clock is woken', async () => {
	const clock = new Clock();
	let dueAtMs = Infinity;
	const waiting = waited(clock.until(() => dueAtMs, new AbortController().signal));
	await vi.advanceTimersByTimeAsync(1030);
	dueAtMs = Date.now();
	clock.wake();
	expect(await waiting).toBe(1030);
});
