import { oneByOneOf, type Figures, type JobSeries } from '../figures';
import type { Target } from '../targets';
import { duration, megabytes, number, seconds } from './units';

/** A table in Markdown. The first column is left-aligned, the others are right-aligned. */
function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const rule = heads.map((_, index) => (index === 0 ? ':--' : '--:'));
	return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const jobsTitle = ({ jobSeconds, jobJitter }: JobSeries): string =>
	`Jobs of ${jobSeconds} s${jobJitter === 0 ? '' : ` ± ${jobJitter * 100} %`}`;

const JOBS_HEADS = ['Jobs', 'All done in', 'Longest job', 'Ratio', 'Status checks a job (most)'];

export const jobsTable = (series: JobSeries): string =>
	table(
		[...JOBS_HEADS, 'Lag, mean', 'Lag, 95 %', 'Memory', 'One by one'],
		series.together.map((run) => {
			const oneByOne = oneByOneOf(series, run.count);
			return [
				`${run.count}`,
				seconds(run.wallMs),
				seconds(run.floorMs),
				number(run.wallMs / run.floorMs),
				`${number(run.checksMean)} (${run.checksMost})`,
				seconds(run.lagMeanMs),
				seconds(run.lag95Ms),
				`+${megabytes(run.peakBytes)}`,
				`${oneByOne.isMeasured ? '' : 'about '}${duration(oneByOne.wallMs)}`,
			];
		}),
	);

export const callsTable = ({ calls }: Figures): string =>
	table(
		['Jobs take', 'First call: beyond the job', 'checks', 'Later calls: beyond the job', 'checks'],
		calls.map(({ jobSeconds, cold, warm }) => [
			`${jobSeconds} s`,
			...[cold, warm].flatMap(({ beyondMs, checks }) => [seconds(beyondMs), number(checks)]),
		]),
	);

export const transferTable = ({ transfer, engineShare }: Figures): string =>
	table(
		['Run', 'All done in', 'Time an item', 'CPU an item', 'Memory'],
		[
			{
				what: `${transfer.count} images of ${megabytes(transfer.imageBytes)}, up and down`,
				...transfer,
			},
			{ what: `${engineShare.count} small images, described at once`, ...engineShare },
		].map(({ what, count, wallMs, cpuMs, peakBytes }) => [
			what,
			seconds(wallMs),
			`${number(wallMs / count)} ms`,
			`${number(cpuMs / count)} ms`,
			`+${megabytes(peakBytes)}`,
		]),
	);

export const targetsTable = (targets: readonly Target[]): string =>
	table(
		['Target', 'Limit', 'Measured', ''],
		targets.map(({ title, limit, measured, isMet }) => [
			...[title, limit, measured],
			isMet ? 'met' : '**missed**',
		]),
	);
