import { type Figures, type JobSeries, oneByOneOf } from '../figures';
import type { FaultTrial } from '../measurements/faults';
import type { Target } from '../targets';
import { duration, number, seconds, megabytes } from './units';

/** A table in Markdown, which prettier aligns. The first column is left-aligned, the others are right-aligned. */
export function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const rule = heads.map((_, index) => (index === 0 ? ':--' : '--:'));
	return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const jobsTitle = ({ jobSeconds, jobJitter }: JobSeries): string =>
	`Jobs of ${jobSeconds} s${jobJitter === 0 ? '' : ` ± ${jobJitter * 100} %`}`;

export const jobsTable = (series: JobSeries): string =>
	table(
		[
			'Jobs',
			'All done in',
			'Longest job',
			'Ratio',
			'Look-ups a job (most)',
			'Lag, mean',
			'Lag, 95 %',
			'Memory',
			'One by one',
		],
		series.together.map((run) => [
			`${run.count}`,
			seconds(run.wallMs),
			seconds(run.floorMs),
			number(run.wallMs / run.floorMs),
			`${number(run.pollsMean)} (${run.pollsMost})`,
			seconds(run.lagMeanMs),
			seconds(run.lag95Ms),
			`+${megabytes(run.peakBytes)}`,
			oneByOneCell(series, run.count),
		]),
	);

function oneByOneCell(series: JobSeries, count: number): string {
	const { wallMs, isMeasured } = oneByOneOf(series, count);
	return isMeasured ? duration(wallMs) : `about ${duration(wallMs)}`;
}

export const transferTable = ({ transfer, engineShare }: Figures): string =>
	table(
		['Run', 'All done in', 'Time an item', 'CPU an item', 'Memory'],
		[
			[
				`${transfer.count} pictures of ${megabytes(transfer.pictureBytes)}, up and down`,
				seconds(transfer.wallMs),
				`${number(transfer.wallMs / transfer.count)} ms`,
				`${number(transfer.cpuMs / transfer.count)} ms`,
				`+${megabytes(transfer.peakBytes)}`,
			],
			[
				`${engineShare.count} small pictures described at once`,
				seconds(engineShare.wallMs),
				`${number(engineShare.wallMs / engineShare.count)} ms`,
				`${number(engineShare.cpuMs / engineShare.count)} ms`,
				`+${megabytes(engineShare.peakBytes)}`,
			],
		],
	);

export const faultsTable = ({ faults }: Figures): string =>
	table(
		[
			'What goes wrong',
			'All done in',
			'Bad answers',
			'Pictures',
			'Errors',
			'Charges',
			'The error item says',
		],
		faults.trials.map((trial) => [
			trial.title,
			seconds(trial.wallMs),
			`${trial.faultyRequests}`,
			`${trial.pictures}`,
			`${trial.errors.length}`,
			`${trial.charges}`,
			saying(trial),
		]),
	);

const saying = ({ errors }: FaultTrial): string =>
	errors.map((error) => error.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join('; ');

export const targetsTable = (targets: readonly Target[]): string =>
	table(
		['Target', 'Limit', 'Measured', ''],
		targets.map(({ title, limit, measured, isMet }) => [
			title,
			limit,
			measured,
			isMet ? 'met' : '**missed**',
		]),
	);
