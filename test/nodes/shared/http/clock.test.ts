import { Clock, TimeLimit } from '../../../../nodes/shared/http/clock';
import { Stopped } from '../../../../nodes/shared/http/failure';

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

/** Settles with the milliseconds that somebody waited. */
async function waited(waiting: Promise<void>): Promise<number> {
	const startedAtMs = Date.now();
	await waiting;
	return Date.now() - startedAtMs;
}

const never = () => Infinity;

test('many wait for different times with one timer, none of more than 100 ms', async () => {
	const clock = new Clock();
	const startedAtMs = Date.now();
	const { signal } = new AbortController();
	const waits = [10, 950, 40, 40, 333].map((ms) =>
		waited(clock.until(() => startedAtMs + ms, signal)),
	);
	const steps: number[] = [];
	while (jest.getTimerCount() > 0) {
		expect(jest.getTimerCount()).toBeLessThanOrEqual(2);
		const before = Date.now();
		await jest.advanceTimersToNextTimerAsync();
		steps.push(Date.now() - before);
	}
	expect(await Promise.all(waits)).toEqual([10, 950, 40, 40, 333]);
	expect(Math.max(...steps)).toBeLessThanOrEqual(100);
});

test('a time that moved is noticed at once when the clock is woken', async () => {
	const clock = new Clock();
	let dueAtMs = Infinity;
	const waiting = waited(clock.until(() => dueAtMs, new AbortController().signal));
	await jest.advanceTimersByTimeAsync(1030);
	dueAtMs = Date.now();
	clock.wake();
	expect(await waiting).toBe(1030);
});

test('Stop ends the waiting at once, and that of a paid request only when its time is over', async () => {
	const clock = new Clock();
	const stop = new AbortController();
	const startedAtMs = Date.now();
	const stopped = clock.until(never, stop.signal);
	const paid = waited(clock.wait(() => startedAtMs + 500).done);
	stop.abort();
	clock.wake();
	await expect(stopped).rejects.toBeInstanceOf(Stopped);
	await jest.advanceTimersByTimeAsync(500);
	expect(await paid).toBe(500);
	await expect(clock.until(never, stop.signal)).rejects.toBeInstanceOf(Stopped);
});

test('what is no longer waited for leaves no timer behind after 100 ms', async () => {
	const clock = new Clock();
	const wait = clock.wait(never);
	wait.end();
	await wait.done;
	await jest.advanceTimersByTimeAsync(100);
	expect(jest.getTimerCount()).toBe(0);
});

test.each([
	[300_000, 2000, 299_050, '300 s'],
	[3000, 1500, 2050, '3 s'],
	[1000, 500, 525, '1 s'],
])(
	'a limit of %i ms gives a request at least %i ms, and has its last check at %i',
	(limitMs, leastMs, lastMs, title) => {
		const time = new TimeLimit(limitMs);
		expect([time.isRunning, time.endsAtMs]).toEqual([false, Infinity]);
		jest.advanceTimersByTime(10_000);
		time.start();
		const startedAtMs = Date.now();
		jest.advanceTimersByTime(10);
		time.start();
		expect(time.endsAtMs - startedAtMs).toBe(limitMs);
		expect(time.leastMs).toBe(leastMs);
		expect(time.lastCheckAtMs - startedAtMs).toBe(lastMs);
		expect(time.title).toBe(title);
	},
);
