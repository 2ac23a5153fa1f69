import type { Figures, JobSeries } from './figures';
import type { CallsResult } from './measurements/calls';
import { megabytes, milliseconds, number, seconds } from './report/units';

/** A target, and what was measured. */
export interface Target {
	readonly title: string;
	readonly limit: string;
	readonly measured: string;
	readonly isMet: boolean;
}

type Show = (value: number) => string;

const atMost = (title: string, measured: number, limit: number, show: Show): Target => ({
	title,
	limit: `at most ${show(limit)}`,
	measured: show(measured),
	isMet: measured <= limit,
});

export const targetsOf = (figures: Figures): Target[] => [
	...figures.series.flatMap(jobTargets),
	...figures.calls.flatMap(callTargets),
	...otherTargets(figures),
];

/** For jobs of 2 s: the time until all are done, by their number. */
const SHORT = { seconds: 2, manyWallMs: 6000, wallMs: 2900, checks: 1.5 };
/** For 50 jobs of about 15 s. */
const LONG = { count: 50, checks: 3, lagMs: 1500 };

const jobTargets = ({ jobSeconds, together }: JobSeries): Target[] =>
	together.flatMap(({ count, wallMs, checksMean, lagMeanMs }) => {
		const what = `${count} × ${jobSeconds} s`;
		if (jobSeconds === SHORT.seconds) {
			const wallLimitMs = count < 200 ? SHORT.wallMs : SHORT.manyWallMs;
			return [
				atMost(`${what}: all done in`, wallMs, wallLimitMs, seconds),
				atMost(`${what}: status checks a job`, checksMean, SHORT.checks, number),
			];
		}
		if (count !== LONG.count) return [];
		return [
			atMost(`${what}: status checks a job`, checksMean, LONG.checks, number),
			atMost(`${what}: mean lag from done to downloaded`, lagMeanMs, LONG.lagMs, seconds),
		];
	});

/** How long a caller waits after the job is done, once four durations are known, by the job's seconds. */
const BEYOND_MS: Readonly<Record<number, number>> = { 2: 250, 4: 300, 15: 650 };

function callTargets({ jobSeconds, warm }: CallsResult): Target[] {
	const what = `Calls one by one, jobs of ${jobSeconds} s`;
	return [
		atMost(`${what}: waiting beyond the job`, warm.beyondMs, BEYOND_MS[jobSeconds] ?? 0, seconds),
		atMost(`${what}: status checks a job`, warm.checks, 1, number),
	];
}

const MOST_TRANSFER_BYTES = 200 * 1024 * 1024;
const MOST_VIDEO_BYTES = 60 * 1024 * 1024;
const MOST_SHARE_MS = 5;

const otherTargets = ({ large, video, small }: Figures): Target[] => [
	atMost(
		`${large.count} × 8 MB up and down: memory over idle`,
		large.peakBytes,
		MOST_TRANSFER_BYTES,
		megabytes,
	),
	atMost('A video of 300 MB: memory over idle', video.peakBytes, MOST_VIDEO_BYTES, megabytes),
	atMost(
		`${small.count} small requests: time an item`,
		small.wallMs / small.count,
		MOST_SHARE_MS,
		milliseconds,
	),
];
