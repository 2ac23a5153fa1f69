import { box, draw, type Box } from '../../drawing';
import { oneByOneOf, type Figures, type JobSeries } from '../figures';
import type { CallsResult } from '../measurements/calls';
import { jobsTitle } from './tables';
import { duration, seconds } from './units';

const WIDTH = 1600;
const [LABEL_WIDTH, TRACK_WIDTH, WORDS_WIDTH, GAP] = [94, 216, 150, 40];
const [INK, PALE_INK, TEAL, AMBER] = ['#1f2933', '#616e7c', '#0f766e', '#b45309'];

/** Draws the time of many jobs, together and one by one, and the waiting of single calls, as a PNG file. */
export async function drawChart({ series, calls }: Figures): Promise<Buffer> {
	const panels = [
		...series.map((one) => jobsPanel(one)),
		panel(
			'One call: waiting beyond its job',
			calls.map((one) => callBars(one, calls)),
			legend([TEAL, 'once four durations are known'], [AMBER, 'the first call']),
		),
	];
	const style = { fontFamily: 'Inter', fontSize: 20, color: INK, backgroundColor: 'white' };
	return await draw(
		WIDTH,
		box({ ...style, width: WIDTH, padding: GAP, gap: GAP, boxSizing: 'border-box' }, ...panels),
	);
}

const panel = (title: string, groups: Box[], key: Box): Box =>
	box(
		{ flexDirection: 'column', gap: 20, width: LABEL_WIDTH + TRACK_WIDTH + WORDS_WIDTH },
		box({ fontSize: 26, fontWeight: 700 }, title),
		key,
		...groups,
	);

const legend = (...entries: ReadonlyArray<readonly [color: string, words: string]>): Box =>
	box(
		{ gap: 20, fontSize: 17, color: PALE_INK },
		...entries.map(([backgroundColor, words]) =>
			box(
				{ gap: 10, alignItems: 'center' },
				box({ width: 26, height: 14, backgroundColor }),
				words,
			),
		),
	);

function jobsPanel(series: JobSeries): Box {
	const groups = series.together.map(({ count, wallMs }) => {
		const oneByOne = oneByOneOf(series, count);
		const about = oneByOne.isMeasured ? '' : 'about ';
		return group(
			count === 1 ? '1 job' : `${count} jobs`,
			bar(TEAL, logShare(wallMs), duration(wallMs)),
			bar(AMBER, logShare(oneByOne.wallMs), `${about}${duration(oneByOne.wallMs)}`),
		);
	});
	const key = legend([TEAL, 'all together'], [AMBER, 'one by one']);
	return panel(jobsTitle(series), groups, key);
}

function callBars({ jobSeconds, cold, warm }: CallsResult, all: readonly CallsResult[]): Box {
	const most = Math.max(...all.flatMap((one) => [one.cold.beyondMs, one.warm.beyondMs]));
	return group(
		`${jobSeconds} s job`,
		bar(TEAL, warm.beyondMs / most, seconds(warm.beyondMs)),
		bar(AMBER, cold.beyondMs / most, seconds(cold.beyondMs)),
	);
}

const group = (label: string, ...bars: Box[]): Box =>
	box(
		{ alignItems: 'center' },
		box({ width: LABEL_WIDTH, color: PALE_INK }, label),
		box({ flexDirection: 'column', gap: 4 }, ...bars),
	);

const bar = (backgroundColor: string, share: number, words: string): Box =>
	box(
		{ alignItems: 'center', gap: 12 },
		box({ width: Math.max(3, share * TRACK_WIDTH), height: 26, borderRadius: 4, backgroundColor }),
		box({ color: backgroundColor, fontWeight: 700 }, words),
	);

/** From 0.5 s to 1.5 h, because one by one takes a hundred times as long. */
const logShare = (ms: number): number => Math.log(ms / 500) / Math.log(5_400_000 / 500);
