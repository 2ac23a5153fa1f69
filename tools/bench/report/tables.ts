import { oneByOneOf, type Figures, type JobSeries } from '../figures';
import type { Target } from '../targets';
import { duration, megabytes, milliseconds, number, seconds } from './units';

/** A table in Markdown. The first column is left-aligned, the others are right-aligned. */
function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const rule = heads.map((_, index) => (index === 0 ? ':--' : '--:'));
	return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const jobsTitle = ({ jobSeconds, jobJitter }: JobSeries): string =>
	`Jobs of ${jobSeconds} s${jobJitter === 0 ? '' : ` ± ${jobJitter * 100} %`}`;

const JOBS_HEADS = ['All done in', 'Longest job', 'Ratio', 'Status checks a job (most)'];

const jobsTable = (series: JobSeries): string =>
	table(
		[jobsTitle(series), ...JOBS_HEADS, 'Lag, mean', 'Lag, 95 %', 'Memory', 'One by one'],
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

const callsTable = ({ calls }: Figures): string =>
	table(
		['Jobs of', 'First call: beyond the job', 'checks', 'Later calls: beyond the job', 'checks'],
		calls.map(({ jobSeconds, cold, warm }) => [
			`${jobSeconds} s`,
			...[cold, warm].flatMap(({ beyondMs, checks }) => [seconds(beyondMs), number(checks)]),
		]),
	);

const transfersTable = ({ large, video, small }: Figures): string =>
	table(
		['Run', 'All done in', 'Time an item', 'CPU an item', 'Memory'],
		[
			{ what: `Edit Image, ${large.count} images of 8 MB`, ...large },
			{ what: 'Run Model, a video of 300 MB', ...video },
			{ what: `Describe Image, ${small.count} tiny images`, ...small },
		].map(({ what, count, wallMs, cpuMs, peakBytes }) => [
			what,
			seconds(wallMs),
			milliseconds(wallMs / count),
			milliseconds(cpuMs / count),
			`+${megabytes(peakBytes)}`,
		]),
	);

const targetsTable = (targets: readonly Target[]): string =>
	table(
		['Target', 'Limit', 'Measured', ''],
		targets.map(({ title, limit, measured, isMet }) => [
			...[title, limit, measured],
			isMet ? 'met' : '**missed**',
		]),
	);

/** By the name of the place in docs/benchmark.md that each goes to. */
export const tablesOf = (figures: Figures, targets: readonly Target[], machine: string[][]) => ({
	jobs: figures.series.map(jobsTable).join('\n\n'),
	calls: callsTable(figures),
	transfers: transfersTable(figures),
	targets: targetsTable(targets),
	machine: table(['Measured on', ''], machine),
});
