import { calls, type CallsResult } from './measurements/calls';
import { jobs, type JobsResult } from './measurements/jobs';
import { transfers, type TransfersResult } from './measurements/transfers';
import type { Measurement } from './stage';

/** Jobs of one duration, in growing numbers, together and one by one. */
export interface JobSeries {
	readonly jobSeconds: number;
	/** The part of its duration by which a job may be shorter or longer. */
	readonly jobJitter: number;
	readonly together: readonly JobsResult[];
	/** One item after another. Smaller numbers, because it takes long. */
	readonly oneByOne: readonly JobsResult[];
}

/** All that the benchmark measures. */
export interface Figures {
	readonly series: readonly JobSeries[];
	readonly calls: readonly CallsResult[];
	/** Large images up and down. */
	readonly large: TransfersResult;
	readonly video: TransfersResult;
	readonly small: TransfersResult;
}

/** Takes one measurement in a process of its own. */
export type Measure = <Parameters, Result>(
	measurement: Measurement<Parameters, Result>,
	parameters: Parameters,
) => Promise<Result>;

const COUNTS = [1, 10, 50, 200];
const SERIES = [
	{ job: { jobSeconds: 2, jobJitter: 0 }, oneByOneCounts: [1, 10] },
	{ job: { jobSeconds: 15, jobJitter: 0.2 }, oneByOneCounts: [1, 4] },
];
const CALLS_OF_SECONDS = [2, 4, 15];

/** Measurements run one after another. Only those that mostly wait run at the same time. */
export async function measureAll(measure: Measure): Promise<Figures> {
	const [callResults, ...oneByOne] = await Promise.all([
		Promise.all(CALLS_OF_SECONDS.map(async (jobSeconds) => measure(calls, { jobSeconds }))),
		...SERIES.map(async ({ job, oneByOneCounts }) =>
			Promise.all(
				oneByOneCounts.map(async (count) => measure(jobs, { ...job, count, maxConcurrency: 1 })),
			),
		),
	]);
	const series: JobSeries[] = [];
	for (const [index, { job }] of SERIES.entries()) {
		const together: JobsResult[] = [];
		for (const count of COUNTS) together.push(await measure(jobs, { ...job, count }));
		series.push({ ...job, together, oneByOne: oneByOne[index] ?? [] });
	}
	return {
		series,
		calls: callResults,
		large: await measure(transfers, { run: 'edit', count: 100, fileBytes: 8 * 1024 * 1024 }),
		video: await measure(transfers, { run: 'video', count: 1, fileBytes: 300_000_000 }),
		small: await measure(transfers, { run: 'describe', count: 1000 }),
	};
}

/** The time for a number of items one after another: measured, or extrapolated from the largest measured number. */
export function oneByOneOf({ oneByOne }: JobSeries, count: number) {
	const measured = oneByOne.find((run) => run.count === count);
	if (measured) return { wallMs: measured.wallMs, isMeasured: true };
	const largest = oneByOne.at(-1);
	return { wallMs: largest ? (largest.wallMs / largest.count) * count : NaN, isMeasured: false };
}
