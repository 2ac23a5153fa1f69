import { Durations } from '../../../../../nodes/shared/http/pace/durations';
import { Polling } from '../../../../../nodes/shared/http/pace/polling';

const INTERVAL_MS = 2500;
const HOUR_MS = 3_600_000;

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

const pollingWith = (durations: Durations) => new Polling(durations, () => {});

/** Jobs one after another, each in an execution of its own: how long after its end each is seen, and by how many checks. */
function callsOneByOne(durationsMs: readonly number[]) {
	const durations = new Durations();
	return durationsMs.map((tookMs) => {
		const watch = pollingWith(durations).watch(INTERVAL_MS, 'endpoint');
		let checks = 0;
		const ageMs = () => Date.now() - watch.startedAtMs;
		do {
			jest.setSystemTime(watch.dueAtMs());
			watch.left(Date.now());
			checks += 1;
		} while (ageMs() < tookMs);
		watch.done(tookMs);
		watch.end();
		return { lagMs: ageMs() - tookMs, checks };
	});
}

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([
	[2000, 250],
	[4000, 300],
	[15_000, 650],
])('jobs of %i ms are seen within %i ms by one check, once four are known', (tookMs, mostMs) => {
	const [fifth] = callsOneByOne(Array(5).fill(tookMs)).slice(-1);
	expect(fifth?.checks).toBe(1);
	expect(fifth?.lagMs).toBeLessThanOrEqual(mostMs);
});

test.each([4000, 15_000, 3000, 12_000])(
	'a change from 2 s to %i ms is met after four jobs',
	(tookMs) => {
		const calls = callsOneByOne([...Array(6).fill(2000), ...Array(5).fill(tookMs)]);
		expect(calls.at(-1)?.checks).toBe(1);
		expect(calls.at(-1)?.lagMs).toBeLessThanOrEqual(0.05 * tookMs);
	},
);

test('an outlier costs the next four jobs no more than an interval each', () => {
	const calls = callsOneByOne([...Array(4).fill(2000), 15_000, ...Array(5).fill(2000)]);
	for (const { lagMs } of calls.slice(5)) expect(lagMs).toBeLessThan(INTERVAL_MS);
	expect(calls.at(-1)).toEqual({ lagMs: 60, checks: 1 });
});

test('jobs of 15 s that vary by a fifth are seen 1.4 s after their end, by 2.3 checks', () => {
	let seed = 7;
	const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
	const jobs = Array.from({ length: 1000 }, () => Math.round(12_000 + 6000 * chance()));
	const calls = callsOneByOne(jobs);
	expect(mean(calls.map(({ lagMs }) => lagMs))).toBeLessThan(1400);
	expect(mean(calls.map(({ checks }) => checks))).toBeLessThan(2.3);
});

test('four jobs more than 5 percent apart are first checked when the shortest was done', () => {
	const durations = new Durations();
	for (const tookMs of [10_000, 10_000, 10_000, 10_600]) durations.add('endpoint', tookMs);
	const watch = pollingWith(durations).watch(INTERVAL_MS, 'endpoint');
	expect(watch.dueAtMs() - watch.startedAtMs).toBe(10_000);
});

test('while nothing is known four scouts are checked, and the rest once one of them is done', () => {
	const polling = pollingWith(new Durations());
	const watches = Array.from({ length: 10 }, () => polling.watch(INTERVAL_MS, 'endpoint'));
	const agesDue = () => watches.map((watch) => watch.dueAtMs() - watch.startedAtMs);
	expect(agesDue()).toEqual([...Array(4).fill(2400), ...Array(6).fill(8 * INTERVAL_MS)]);
	jest.advanceTimersByTime(5000);
	watches[0]?.done(4000);
	expect(agesDue().slice(4)).toEqual(Array(6).fill(4100));
});

test('a job of unknown age is checked at once, then at its interval', () => {
	const watch = pollingWith(new Durations()).watch(INTERVAL_MS);
	expect(watch.dueAtMs()).toBe(Date.now());
	watch.left(Date.now());
	expect(watch.dueAtMs()).toBe(Date.now() + INTERVAL_MS);
});

test('two checks are never closer than the interval, nor further apart than eight', () => {
	const watch = pollingWith(new Durations()).watch(INTERVAL_MS, 'endpoint');
	for (let check = 0; check < 100; check += 1) {
		jest.setSystemTime(watch.dueAtMs());
		watch.left(Date.now());
		const gapMs = watch.dueAtMs() - Date.now();
		expect(gapMs).toBeGreaterThanOrEqual(INTERVAL_MS);
		expect(gapMs).toBeLessThanOrEqual(8 * INTERVAL_MS);
	}
});

test('a video of minutes is first checked near its end, but after ten minutes at the latest', () => {
	for (const [tookMs, dueMs] of [
		[300_000, 306_020],
		[HOUR_MS, 600_000],
	] as const) {
		const durations = new Durations();
		for (let job = 0; job < 4; job += 1) durations.add('video', tookMs);
		const watch = pollingWith(durations).watch(INTERVAL_MS, 'video');
		expect(watch.dueAtMs() - watch.startedAtMs).toBe(dueMs);
	}
});

test.each([NaN, -5, 0, 9e15])(
	'a job said to have taken %p ms counts as long as it was waited for',
	(tookMs) => {
		const durations = new Durations();
		const watch = pollingWith(durations).watch(INTERVAL_MS, 'endpoint');
		jest.advanceTimersByTime(3000);
		watch.done(tookMs);
		expect(durations.of('endpoint')).toEqual([3000]);
	},
);

test('the last four durations of 200 endpoints are known for an hour', () => {
	const durations = new Durations();
	for (const tookMs of [1, 2, 3, 4, 5]) durations.add('first', tookMs);
	expect(durations.of('first')).toEqual([2, 3, 4, 5]);
	for (let endpoint = 0; endpoint < 200; endpoint += 1) durations.add(`endpoint ${endpoint}`, 9);
	expect(durations.of('first')).toEqual([]);
	expect(durations.of('endpoint 199')).toEqual([9]);
	jest.advanceTimersByTime(HOUR_MS + 1);
	expect(durations.of('endpoint 199')).toEqual([]);
});
