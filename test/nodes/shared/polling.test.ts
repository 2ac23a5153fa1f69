import { bestFirstLookMs, type Poll, Polling } from '../../../nodes/shared/polling';

const SECOND = 1000;
/** The polling looks around more often than that. */
const TICK_MS = 50;

/** A job that takes so long, and the times at which it was looked at. */
class Job {
	readonly looksMs: number[] = [];
	private readonly startedAtMs = Date.now();

	constructor(private readonly takesMs: number) {}

	get ageMs(): number {
		return Date.now() - this.startedAtMs;
	}

	poll(more: Partial<Poll<boolean>> = {}): Poll<boolean> {
		return {
			look: async () => {
				this.looksMs.push(this.ageMs);
				return this.ageMs >= this.takesMs;
			},
			isSettled: (isDone) => isDone,
			durationMs: () => this.takesMs,
			intervalMs: 2.5 * SECOND,
			endsAtMs: Date.now() + 300 * SECOND,
			...more,
		};
	}
}

const jobs = (count: number, takesMs: number) =>
	Array.from({ length: count }, () => new Job(takesMs));
const { signal } = new AbortController();

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Watches all jobs together until all are done; returns how long that took. */
async function watch(all: Job[], polling = new Polling(signal)): Promise<number> {
	const startedAtMs = Date.now();
	let endedAtMs = Infinity;
	const watching = Promise.all(all.map(async (job) => await polling.until(job.poll()))).then(
		(states) => {
			endedAtMs = Date.now();
			return states;
		},
	);
	await jest.advanceTimersByTimeAsync(400 * SECOND);
	expect(await watching).toEqual(all.map(() => true));
	return endedAtMs - startedAtMs;
}

const gapsOf = ({ looksMs }: Job) => looksMs.map((at, index) => at - (looksMs[index - 1] ?? 0));

test('a job is looked at when an interval is nearly over, and no more often than that', async () => {
	const job = new Job(6 * SECOND);
	const tookMs = await watch([job]);
	expect(job.looksMs).toHaveLength(3);
	const [first = 0, ...later] = gapsOf(job);
	expect(first).toBeGreaterThanOrEqual(2.4 * SECOND);
	expect(Math.min(...later)).toBeGreaterThanOrEqual(2.5 * SECOND);
	expect(tookMs).toBeLessThanOrEqual(7.5 * SECOND + 3 * TICK_MS);
});

test.each([2, 2.4])(
	'several jobs of %d s are all done within 2.5 s, each looked at once',
	async (seconds) => {
		const all = jobs(50, seconds * SECOND);
		expect(await watch(all)).toBeLessThanOrEqual(2.5 * SECOND);
		expect(all.map(({ looksMs }) => looksMs.length)).toEqual(all.map(() => 1));
	},
);

test('the looks at one of many are an interval apart, the first almost as far from the start', async () => {
	const all = jobs(20, 6 * SECOND);
	await watch(all);
	for (const [first = 0, ...later] of all.map(gapsOf)) {
		expect(first).toBeGreaterThanOrEqual(2.4 * SECOND);
		expect(Math.min(...later, Infinity)).toBeGreaterThanOrEqual(2.5 * SECOND);
	}
});

test('a long job is looked at ever less often, but never less than every eight intervals', async () => {
	const job = new Job(200 * SECOND);
	await watch([job]);
	const gaps = gapsOf(job);
	expect(job.looksMs.length).toBeLessThan(35);
	expect(Math.max(...gaps)).toBeLessThanOrEqual(8 * 2.5 * SECOND + TICK_MS);
	expect(gaps.at(-1) ?? 0).toBeGreaterThan(4 * 2.5 * SECOND);
});

test('as long as none is done only a few of many are looked at', async () => {
	const all = jobs(50, 15 * SECOND);
	const watching = watch(all);
	await jest.advanceTimersByTimeAsync(0);
	const tookMs = await watching;
	const looked = all.filter(({ looksMs }) => (looksMs[0] ?? 0) < 14 * SECOND);
	expect(looked).toHaveLength(4);
	expect(tookMs).toBeLessThan(15 * SECOND + 2.5 * SECOND + 4 * TICK_MS);
	expect(all.flatMap(({ looksMs }) => looksMs).length).toBeLessThan(50 * 1.6);
});

test('what is known of earlier jobs says when to look at later ones first', async () => {
	const polling = new Polling(signal);
	await watch(jobs(4, 10 * SECOND), polling);
	const later = jobs(20, 10 * SECOND);
	const tookMs = await watch(later, polling);
	for (const { looksMs } of later) expect(looksMs).toHaveLength(1);
	expect(tookMs).toBeLessThan(10.5 * SECOND);
});

test('a duration that cannot be true does not mislead', async () => {
	const polling = new Polling(signal);
	const first = new Job(3 * SECOND);
	for (const told of [-5 * SECOND, Number.NaN, 9_999 * SECOND, undefined]) {
		const job = new Job(3 * SECOND);
		const watching = polling.until(job.poll({ durationMs: () => told }));
		await jest.advanceTimersByTimeAsync(20 * SECOND);
		expect(await watching).toBe(true);
	}
	const tookMs = await watch([first], polling);
	expect(tookMs).toBeLessThan(3 * SECOND + 2.5 * SECOND + 2 * TICK_MS);
});

test.each([30, 65, 100, 110, 300])(
	'the last look is shortly before a time limit of %d s, and its state is returned',
	async (limitSeconds) => {
		const limitMs = limitSeconds * SECOND;
		const job = new Job(1000 * SECOND);
		const poll = job.poll({ endsAtMs: Date.now() + limitMs });
		const watching = new Polling(signal).until(poll);
		await jest.advanceTimersByTimeAsync(2 * limitMs);
		expect(await watching).toBe(false);
		const last = job.looksMs.at(-1) ?? 0;
		expect(last).toBeLessThan(limitMs);
		expect(last).toBeGreaterThan(limitMs - 2.5 * SECOND - SECOND);
	},
);

test('without time for a single look there is no state', async () => {
	const job = new Job(0);
	const watching = new Polling(signal).until(job.poll({ endsAtMs: Date.now() + SECOND }));
	await jest.advanceTimersByTimeAsync(5 * SECOND);
	expect(await watching).toBeUndefined();
	expect(job.looksMs).toEqual([]);
});

test('a look that fails ends its poll only', async () => {
	const polling = new Polling(signal);
	const broken = new Job(0).poll({
		look: async () => await Promise.reject(new Error('The gateway is gone')),
	});
	const job = new Job(4 * SECOND);
	const outcomes = Promise.allSettled([polling.until(broken), polling.until(job.poll())]);
	await jest.advanceTimersByTimeAsync(20 * SECOND);
	expect(await outcomes).toMatchObject([
		{ status: 'rejected', reason: { message: 'The gateway is gone' } },
		{ status: 'fulfilled', value: true },
	]);
});

test('stopping ends every poll at once, and nothing is looked at any more', async () => {
	const stop = new AbortController();
	const polling = new Polling(stop.signal);
	const all = jobs(10, 100 * SECOND);
	const outcomes = Promise.allSettled(all.map(async (job) => await polling.until(job.poll())));
	await jest.advanceTimersByTimeAsync(10 * SECOND);
	const looks = all.flatMap(({ looksMs }) => looksMs).length;
	stop.abort();
	await jest.advanceTimersByTimeAsync(2 * TICK_MS);
	const settled = await outcomes;
	expect(settled.map(({ status }) => status)).toEqual(all.map(() => 'rejected'));
	expect(all.flatMap(({ looksMs }) => looksMs)).toHaveLength(looks);
});

describe('the best time for a first look', () => {
	test('is shortly after the duration of jobs that all take the same', () => {
		const bestMs = bestFirstLookMs([10_000, 10_000, 10_000], 2500);
		expect(bestMs).toBeGreaterThan(10_000);
		expect(bestMs).toBeLessThan(10_500);
	});

	test('is never long before an interval is over', () => {
		expect(bestFirstLookMs([100, 200], 2500)).toBe(2400);
	});

	test('is early where durations are far apart', () => {
		expect(bestFirstLookMs([5000, 5000, 5000, 60_000], 2500)).toBeLessThan(6000);
	});

	test('is late where they are close together', () => {
		expect(bestFirstLookMs([10_000, 10_100, 10_200, 10_300], 2500)).toBeGreaterThan(10_300);
	});
});
