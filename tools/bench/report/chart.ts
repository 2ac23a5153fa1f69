import sharp from 'sharp';
import { type JobSeries, oneByOneOf } from '../figures';
import { element, type Frame, line, placeOf, text } from './drawing';
import { jobsTitle } from './tables';
import { duration } from './units';

const WIDTH = 1120;
const HEIGHT = 500;
const LEFT = 84;
const PANEL_STEP = 536;

const INK = '#1f2933';
const PALE_INK = '#616e7c';
const GRID = '#e4e7eb';
const TOGETHER = '#0f766e';
const ONE_BY_ONE = '#b45309';
const LONGEST = { stroke: INK, 'stroke-dasharray': '2 4', fill: 'none' };

const GRID_LINES = [
	[1000, '1 s'],
	[10_000, '10 s'],
	[60_000, '1 min'],
	[600_000, '10 min'],
	[3_600_000, '1 h'],
] as const;

/** Draws how long jobs take by their number, all together and one by one, as a PNG with a panel for each series. */
export async function drawChart(series: readonly JobSeries[]): Promise<Buffer> {
	const title = 'Time until the last picture is there, by number of jobs';
	const content = [
		element('rect', { width: WIDTH, height: HEIGHT, fill: 'white' }),
		text(LEFT, 42, title, { 'font-size': 20, 'font-weight': 'bold', fill: INK }),
		...series.map((one, index) => panel(frameOf(one, index), one)),
		...legend(HEIGHT - 30),
	];
	const svg = element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			...{ width: WIDTH, height: HEIGHT, 'font-size': 14 },
			'font-family': 'DejaVu Sans, Verdana, sans-serif',
		},
		content.join(''),
	);
	const twofold = { density: 144 };
	return await sharp(Buffer.from(svg), twofold).png({ palette: true }).toBuffer();
}

function frameOf({ together }: JobSeries, index: number): Frame {
	const counts = together.map(({ count }) => count);
	return {
		left: LEFT + index * PANEL_STEP,
		...{ top: 104, width: 440, height: 290 },
		xRange: [Math.min(...counts) * 0.7, Math.max(...counts) * 1.4],
		yRange: [1000, 6_000_000],
	};
}

interface Point {
	readonly count: number;
	readonly wallMs: number;
	readonly isMeasured: boolean;
}

function panel(frame: Frame, series: JobSeries): string {
	const { left, top, height } = frame;
	const { together } = series;
	const longest = together.map(({ count, floorMs }) => placeOf(frame, [count, floorMs]));
	const oneByOne = together.map(({ count }) => ({ count, ...oneByOneOf(series, count) }));
	// A single job is the same in both ways, and has its label from the other curve.
	const labelled = oneByOne.filter(({ count }) => count > 1);
	return [
		text(left, top - 20, jobsTitle(series), { 'font-size': 16, fill: INK }),
		...GRID_LINES.map(([ms, words]) => gridLine(frame, ms, words)),
		element('polyline', { points: longest.join(' '), ...LONGEST }),
		...together.map(({ count }) =>
			text(placeOf(frame, [count, 1])[0], top + height + 24, `${count}`, {
				...{ 'text-anchor': 'middle', fill: PALE_INK },
			}),
		),
		curve(frame, oneByOne, ONE_BY_ONE),
		...labelled.map((point) => label(frame, point, ONE_BY_ONE, 'end')),
		curve(
			frame,
			together.map((run) => ({ ...run, isMeasured: true })),
			TOGETHER,
		),
		...together.map((run) => label(frame, { ...run, isMeasured: true }, TOGETHER, 'middle')),
	].join('');
}

function gridLine(frame: Frame, ms: number, words: string): string {
	const y = placeOf(frame, [1, ms])[1];
	const { left, width } = frame;
	const attributes = { 'text-anchor': 'end', fill: PALE_INK };
	return (
		line([left, y], [left + width, y], { stroke: GRID }) + text(left - 10, y + 5, words, attributes)
	);
}

/** Full circles are measured, hollow ones reckoned. */
function curve(frame: Frame, points: readonly Point[], colour: string): string {
	const places = points.map(({ count, wallMs }) => placeOf(frame, [count, wallMs]));
	const stroke = { stroke: colour, 'stroke-width': 2.5 };
	const circles = points.map(({ isMeasured }, index) => {
		const [cx, cy] = places[index] ?? [0, 0];
		return element('circle', { cx, cy, r: 5, ...stroke, fill: isMeasured ? colour : 'white' });
	});
	return (
		element('polyline', { points: places.join(' '), fill: 'none', ...stroke }) + circles.join('')
	);
}

function label(
	frame: Frame,
	{ count, wallMs, isMeasured }: Point,
	colour: string,
	anchor: 'middle' | 'end',
): string {
	const [x, y] = placeOf(frame, [count, wallMs]);
	const words = isMeasured ? duration(wallMs) : `≈ ${duration(wallMs)}`;
	return text(x, y - 13, words, { 'text-anchor': anchor, 'font-weight': 'bold', fill: colour });
}

function legend(y: number): string[] {
	const swatch = (x: number, attributes: Record<string, string | number>) =>
		line([x, y - 5], [x + 28, y - 5], attributes);
	const words = (x: number, written: string) => text(x + 38, y, written, { fill: INK });
	return [
		swatch(LEFT, { stroke: TOGETHER, 'stroke-width': 4 }),
		words(LEFT, 'all items together, as the node does'),
		swatch(LEFT + 330, { stroke: ONE_BY_ONE, 'stroke-width': 4 }),
		words(LEFT + 330, 'one item after another (hollow: extrapolated)'),
		swatch(LEFT + 730, LONGEST),
		words(LEFT + 730, 'the longest job'),
	];
}
