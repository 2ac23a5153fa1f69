import { Durations } from '../../../../../nodes/shared/http/pace/durations';
import { Polling } from '../../../../../nodes/shared/http/pace/polling';

const INTERVAL_MS = 2500;
const HOUR_MS = 3_600_000;

beforeEach(() => {
	vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
	vi.useRealTimers();
});

const pollingWith = (durations: Durations) => new Polling(durations, () => {});

/** When the first check of a job is due, once so many jobs before it took so long. */
function firstCheckMs(...durationsMs: number[]): number {
	const durations = new Durations();
	for (const tookMs of durationsMs) durations.add('endpoint', tookMs);
	const watch = pollingWith(durations).watch(INTERVAL_MS, 'endpoint');
	return watch.dueAtMs() - watch.startedAtMs;
}

/** Numbers from 0 to 1. */
function chances(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** Jobs of one execution, submitted 20 ms after one another: how long after its end each is seen, by how many checks. */
function seen(durations: Durations, durationsMs: readonly number[]) {
	const polling = pollingWith(durations);
	const jobs = durationsMs.map((tookMs) => {
		vi.setSystemTime(Date.now() + 20);
		return { tookMs, watch: polling.watch(INTERVAL_MS, 'endpoint'), checks: 0, lagMs: NaN };
	});
	const open = new Set(jobs);
	while (open.size > 0) {
		const dueAtMs = Math.min(...[...open].map(({ watch }) => watch.dueAtMs()));
		vi.setSystemTime(Math.max(Date.now(), dueAtMs));
		for (const job of [...open].filter(({ watch }) => watch.dueAtMs() <= dueAtMs)) {
			const { watch, tookMs } = job;
			watch.left(Date.now());
			job.checks += 1;
			job.lagMs = Date.now() - watch.startedAtMs - tookMs;
			if (job.lagMs < 0) continue;
			watch.done(tookMs);
			watch.end();
			open.delete(job);
		}
	}
	return jobs.map(({ checks, lagMs }) => ({ lagMs, checks }));
}

/** Jobs one after another, each in an execution of its own. */
function callsOneByOne(durationsMs: readonly number[]) {
	const durations = new Durations();
	return durationsMs.flatMap((tookMs) => seen(durations, [tookMs]));
}

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([
	[2000, [2000], 250],
	[4000, [4000], 300],
	[15_000, [15_000], 650],
	[2000, [4000, 15_000, 3000, 12_000], 650],
])(
	'after jobs of %i ms, such of %j ms are seen within %i ms by one check, once four are known',
	(usual, later, mostMs) => {
		for (const tookMs of later) {
			const calls = callsOneByOne([...Array(6).fill(usual), ...Array(5).fill(tookMs)]);
			expect(calls.at(-1)?.checks).toBe(1);
			expect(calls.at(-1)?.lagMs).toBeLessThanOrEqual(mostMs);
		}
	},
);

test('an outlier costs the next four jobs no more than an interval each', () => {
	const calls = callsOneByOne([...Array(4).fill(2000), 15_000, ...Array(5).fill(2000)]);
	for (const { lagMs } of calls.slice(5)) expect(lagMs).toBeLessThan(INTERVAL_MS);
	expect(calls.at(-1)).toEqual({ lagMs: 60, checks: 1 });
});

test('jobs of 15 s that vary by a fifth are seen 1.4 s after their end, by 2.3 checks', () => {
	const chance = chances(7);
	const jobs = Array.from({ length: 1000 }, () => Math.round(12_000 + 6000 * chance()));
	const calls = callsOneByOne(jobs);
	expect(mean(calls.map(({ lagMs }) => lagMs))).toBeLessThan(1400);
	expect(mean(calls.map(({ checks }) => checks))).toBeLessThan(2.3);
});

test('50 jobs of 2 s that vary by a fifth need one check each, but in 1 % of warm executions', () => {
	const chance = chances(11);
	const someJobs = () => Array.from({ length: 50 }, () => Math.round(1600 + 800 * chance()));
	const durations = new Durations();
	const cold = Array.from({ length: 300 }, () => seen(new Durations(), someJobs()));
	const warm = Array.from({ length: 300 }, () => seen(durations, someJobs()));
	const isMissed = (jobs: ReturnType<typeof seen>) => jobs.some(({ checks }) => checks > 1);
	expect(cold.filter(isMissed)).toEqual([]);
	expect(warm.filter(isMissed).length).toBeLessThanOrEqual(3);
});

test('the first check comes when a job like the last four is done, whatever the interval', () => {
	expect(firstCheckMs(1000, 1000, 1000, 1050)).toBe(1091);
	expect(firstCheckMs(10_000, 10_000, 10_000, 10_600)).toBe(10_000);
	expect(firstCheckMs(1000, 1000, 1000)).toBe(2400);
	expect(firstCheckMs(300_000, 300_000, 300_000, 300_000)).toBe(306_020);
	expect(firstCheckMs(HOUR_MS, HOUR_MS, HOUR_MS, HOUR_MS)).toBe(600_000);
});

test('while nothing is known four scouts are checked, and the rest once one of them is done', () => {
	const polling = pollingWith(new Durations());
	const watches = Array.from({ length: 10 }, () => polling.watch(INTERVAL_MS, 'endpoint'));
	const agesDue = () => watches.map((watch) => watch.dueAtMs() - watch.startedAtMs);
	expect(agesDue()).toEqual([...Array(4).fill(2400), ...Array(6).fill(8 * INTERVAL_MS)]);
	vi.advanceTimersByTime(5000);
	watches[0]?.done(4000);
	expect(agesDue().slice(4)).toEqual(Array(6).fill(4100));
});

test('a job of unknown age is checked at once, then never more often than its interval', () => {
	const watch = pollingWith(new Durations()).watch(INTERVAL_MS);
	expect(watch.dueAtMs()).toBe(Date.now());
	for (let check = 0; check < 100; check += 1) {
		vi.setSystemTime(watch.dueAtMs());
		watch.left(Date.now());
		const gapMs = watch.dueAtMs() - Date.now();
		expect(gapMs).toBeGreaterThanOrEqual(INTERVAL_MS);
		expect(gapMs).toBeLessThanOrEqual(8 * INTERVAL_MS);
	}
});

test('a job said to have taken nothing, or centuries, counts as long as it was waited for', () => {
	for (const tookMs of [NaN, -5, 0, 9e15]) {
		const durations = new Durations();
		const watch = pollingWith(durations).watch(INTERVAL_MS, 'endpoint');
		vi.advanceTimersByTime(3000);
		watch.done(tookMs);
		expect(durations.of('endpoint')).toEqual([3000]);
	}
});

test('the last four durations of 200 endpoints are known for an hour', () => {
	const durations = new Durations();
	for (const tookMs of [1, 2, 3, 4, 5]) durations.add('first', tookMs);
	expect(durations.of('first')).toEqual([2, 3, 4, 5]);
	for (let endpoint = 0; endpoint < 200; endpoint += 1) durations.add(`endpoint ${endpoint}`, 9);
	expect(durations.of('first')).toEqual([]);
	expect(durations.of('endpoint 199')).toEqual([9]);
	vi.advanceTimersByTime(HOUR_MS + 1);
	expect(durations.of('endpoint 199')).toEqual([]);
});
