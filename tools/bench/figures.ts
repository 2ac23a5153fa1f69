import { engineShare, type EngineShareResult } from './measurements/engineShare';
import { faults, type FaultsResult } from './measurements/faults';
import { jobs, type JobsResult } from './measurements/jobs';
import { stopping, type StoppingResult } from './measurements/stopping';
import { transfer, type TransferResult } from './measurements/transfer';
import type { Measurement } from './stage';

/** Jobs of one duration, in growing numbers, done in two ways. */
export interface JobSeries {
	readonly jobSeconds: number;
	/** Part of its duration by which a job may be shorter or longer. */
	readonly jobJitter: number;
	readonly together: readonly JobsResult[];
	/** One item after another; in smaller numbers, for it takes long. */
	readonly oneByOne: readonly JobsResult[];
}

/** All that the benchmark measures. */
export interface Figures {
	readonly series: readonly JobSeries[];
	readonly transfer: TransferResult;
	readonly engineShare: EngineShareResult;
	readonly faults: FaultsResult;
	readonly stopping: StoppingResult;
}

/** Takes one measurement in a process of its own. */
export type Measure = <Parameters, Result>(
	measurement: Measurement<Parameters, Result>,
	parameters: Parameters,
) => Promise<Result>;

interface SeriesPlan {
	readonly job: { readonly jobSeconds: number; readonly jobJitter: number };
	readonly counts: readonly number[];
	readonly oneByOneCounts: readonly number[];
}

const SERIES: readonly SeriesPlan[] = [
	{
		job: { jobSeconds: 2, jobJitter: 0 },
		counts: [1, 10, 50, 200],
		oneByOneCounts: [1, 10],
	},
	{
		job: { jobSeconds: 15, jobJitter: 0.2 },
		counts: [1, 10, 50, 200],
		oneByOneCounts: [1, 4],
	},
];

/** One after another. Only what does little but wait goes side by side: the runs of one item after another. */
export async function measureAll(measure: Measure): Promise<Figures> {
	const oneByOne = await Promise.all(
		SERIES.map(async (plan) => await measureOneByOne(measure, plan)),
	);
	const series: JobSeries[] = [];
	for (const [index, { job, counts }] of SERIES.entries()) {
		const together: JobsResult[] = [];
		for (const count of counts) together.push(await measure(jobs, { ...job, count }));
		series.push({ ...job, together, oneByOne: oneByOne[index] ?? [] });
	}
	return {
		series,
		transfer: await measure(transfer, { count: 100, pictureBytes: 8 * 1024 * 1024 }),
		engineShare: await measure(engineShare, { count: 1000 }),
		faults: await measure(faults, { count: 10, jobSeconds: 2 }),
		stopping: await measure(stopping, { count: 10, stopAfterMs: 4000, watchMs: 8000 }),
	};
}

const measureOneByOne = async (measure: Measure, { job, oneByOneCounts }: SeriesPlan) =>
	await Promise.all(
		oneByOneCounts.map(async (count) => await measure(jobs, { ...job, count, maxConcurrency: 1 })),
	);

/** What so many items take one after another: measured, or else reckoned from the largest number that was. */
export function oneByOneOf({ oneByOne }: JobSeries, count: number) {
	const measured = oneByOne.find((run) => run.count === count);
	if (measured) return { wallMs: measured.wallMs, isMeasured: true };
	const largest = oneByOne.at(-1);
	return { wallMs: largest ? (largest.wallMs / largest.count) * count : NaN, isMeasured: false };
}
