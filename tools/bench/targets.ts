import type { Figures, JobSeries } from './figures';
import type { JobsResult } from './measurements/jobs';
import { megabytes, milliseconds, number, seconds } from './report/units';

/** Something the package promises, and what was measured. */
export interface Target {
	readonly title: string;
	readonly limit: string;
	readonly measured: string;
	readonly isMet: boolean;
}

function atMost(title: string, measured: number, limit: number, show: (value: number) => string) {
	return {
		title,
		limit: `at most ${show(limit)}`,
		measured: show(measured),
		isMet: measured <= limit,
	};
}

const exactly = (title: string, measured: string, limit: string): Target => ({
	title,
	limit,
	measured,
	isMet: measured === limit,
});

export const targetsOf = (figures: Figures): Target[] => [
	...figures.series.flatMap(jobTargets),
	...transferTargets(figures),
	...faultTargets(figures),
	...stoppingTargets(figures),
];

const SHORT_JOBS = { seconds: 2, wallMs: 2900, wallOfManyMs: 6000, many: 200, polls: 1.5 };
const LONG_JOBS = { seconds: 15, count: 50, polls: 3, lagMs: 1500 };

function jobTargets({ jobSeconds, together }: JobSeries): Target[] {
	if (jobSeconds === SHORT_JOBS.seconds) return together.flatMap(shortJobTargets);
	return together.filter(({ count }) => count === LONG_JOBS.count).flatMap(longJobTargets);
}

function shortJobTargets({ count, wallMs, pollsMean }: JobsResult): Target[] {
	const what = `${count} × ${SHORT_JOBS.seconds} s`;
	const wallLimitMs = count < SHORT_JOBS.many ? SHORT_JOBS.wallMs : SHORT_JOBS.wallOfManyMs;
	return [
		atMost(`${what}: all done in`, wallMs, wallLimitMs, seconds),
		atMost(`${what}: look-ups a job`, pollsMean, SHORT_JOBS.polls, number),
	];
}

function longJobTargets({ count, pollsMean, lagMeanMs }: JobsResult): Target[] {
	const what = `${count} × ${LONG_JOBS.seconds} s`;
	return [
		atMost(`${what}: look-ups a job`, pollsMean, LONG_JOBS.polls, number),
		atMost(`${what}: mean lag from done to downloaded`, lagMeanMs, LONG_JOBS.lagMs, seconds),
	];
}

const MOST_TRANSFER_BYTES = 200 * 1024 * 1024;
const MOST_SHARE_MS = 5;

const transferTargets = ({ transfer, engineShare }: Figures): Target[] => [
	atMost(
		`${transfer.count} × ${megabytes(transfer.pictureBytes)} up and down: memory over idle`,
		transfer.peakBytes,
		MOST_TRANSFER_BYTES,
		megabytes,
	),
	atMost(
		`${engineShare.count} small requests: time an item`,
		engineShare.wallMs / engineShare.count,
		MOST_SHARE_MS,
		milliseconds,
	),
];

const faultTargets = ({ faults: { count, trials } }: Figures): Target[] =>
	trials.map(({ title, pictures, errors, charges, faultyRequests, scriptedFaults, doomed }) =>
		exactly(
			`Fault: ${title}`,
			outcome(pictures, errors.length, charges, faultyRequests),
			outcome(count - doomed, doomed, count, scriptedFaults),
		),
	);

const outcome = (pictures: number, errors: number, charges: number, faultyRequests: number) =>
	`${pictures} pictures, ${errors} errors, ${charges} charges, ${faultyRequests} bad answers`;

const LATEST_REQUEST_MS = 1000;

const stoppingTargets = ({ stopping }: Figures): Target[] => [
	atMost('Stop: last request after', stopping.lastRequestAfterMs, LATEST_REQUEST_MS, milliseconds),
];
