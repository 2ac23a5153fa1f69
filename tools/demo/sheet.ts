import sharp from 'sharp';
import { box, draw, filledWith, type Box } from '../drawing';

export interface Cell {
	/** what it shows: an image, or words */
	readonly shows: Buffer | string;
	/** a small image in its corner that belongs to it */
	readonly inset?: Buffer;
	readonly title: string;
	readonly caption: string;
}

/** An operation: its input, and what each node makes of it. */
export interface Row {
	readonly title: string;
	readonly about: string;
	readonly before: Cell;
	readonly after: readonly Cell[];
}

const [PADDING, LABEL_WIDTH, GAP] = [56, 174, 26];
const [INK, PALE_INK, EDGE, ACCENT] = ['#1d1f2b', '#6d6f7c', '2px solid #1d1f2b2e', '#6a3de8'];
const MOST_COLUMNS = 3;

interface Size {
	readonly width: number;
	readonly height: number;
	readonly borderRadius: number;
}

const CELL: Size = { width: 384, height: 256, borderRadius: 18 };
const INSET: Size = { width: 114, height: 76, borderRadius: 10 };

/** @returns an image in PNG format with all operations, one to a row */
export async function contactSheet(rows: readonly Row[]): Promise<Buffer> {
	const title = box({ fontSize: 50, fontWeight: 700 }, 'n8n-nodes-pixazo');
	const about =
		'Every operation, before and after. Drawn by npm run demo: the sandbox paints what Pixazo would.';
	const header = box({ flexDirection: 'column', gap: 6 }, title, pale(26, about));
	return await page(rows, [header]);
}

/** @returns an image in PNG format of one operation by itself */
export const strip = async (row: Row): Promise<Buffer> => await page([row], []);

async function page(rows: readonly Row[], above: readonly Box[]): Promise<Buffer> {
	const columns = Math.min(MOST_COLUMNS, Math.max(...rows.map(({ after }) => after.length)));
	const resultsWidth = columns * (CELL.width + GAP) - GAP;
	const width = 2 * PADDING + LABEL_WIDTH + GAP + CELL.width + GAP + resultsWidth;
	const style = { ...{ width, padding: PADDING, borderRadius: 36 }, boxSizing: 'border-box' };
	const layout = { backgroundColor: '#f7f5f0', color: INK, flexDirection: 'column', gap: 42 };
	const content = await Promise.all(rows.map(async (row) => rowBox(row, resultsWidth)));
	return await draw(width, box({ ...style, ...layout }, ...above, ...content));
}

const pale = (fontSize: number, words: string): Box =>
	box({ fontSize, color: PALE_INK, lineHeight: 1.3 }, words);

const rowBox = async ({ title, about, before, after }: Row, width: number): Promise<Box> =>
	box(
		{ gap: GAP },
		box(
			{ flexDirection: 'column', gap: 10, width: LABEL_WIDTH },
			box({ fontSize: 30, fontWeight: 700, lineHeight: 1.15 }, title),
			pale(21, about),
		),
		box({ position: 'relative' }, await cellBox(before), ARROW),
		box({ flexWrap: 'wrap', gap: GAP, width }, ...(await Promise.all(after.map(cellBox)))),
	);

/** An arrow between the first cell and the others: two sides of a small rotated square. */
const ARROW = box({
	...{ position: 'absolute', left: CELL.width - 2, top: CELL.height / 2 - 9 },
	...{ width: 18, height: 18, transform: 'rotate(45deg)' },
	...{ borderTop: `5px solid ${ACCENT}`, borderRight: `5px solid ${ACCENT}` },
});

const cellBox = async ({ shows, inset, title, caption }: Cell): Promise<Box> =>
	box(
		{ flexDirection: 'column', width: CELL.width },
		box(
			{ position: 'relative', marginBottom: 10 },
			typeof shows === 'string' ? card(shows) : await framed(shows, CELL),
			...(inset ? [await corner(inset, typeof shows === 'string' ? 'bottom' : 'top')] : []),
		),
		box({ fontSize: 22, fontWeight: 700 }, title),
		pale(20, caption),
	);

const card = (words: string): Box =>
	box(
		{
			...{ ...CELL, border: EDGE, backgroundColor: 'white', boxSizing: 'border-box' },
			...{ padding: 30, alignItems: 'center', justifyContent: 'center' },
		},
		box({ fontSize: 23, lineHeight: 1.4 }, words),
	);

/** The bottom of an image is always visible, because products stand there. Texts may lose their last lines. */
const corner = async (file: Buffer, edge: 'top' | 'bottom'): Promise<Box> =>
	box({ position: 'absolute', right: 12, [edge]: 12 }, await framed(file, INSET));

/** On a checkerboard, which shows where the image is transparent. */
async function framed(file: Buffer, size: Size): Promise<Box> {
	const shown = await sharp(file)
		.resize(size.width, size.height, { fit: 'cover' })
		.composite([{ input: await CHECKERBOARD, tile: true, blend: 'dest-over' }])
		.png()
		.toBuffer();
	return box({ ...size, ...filledWith(shown), border: EDGE, boxSizing: 'border-box' });
}

const CHECKERBOARD = sharp(Buffer.from([255, 225, 225, 255]), {
	raw: { width: 2, height: 2, channels: 1 },
})
	.resize(28, 28, { kernel: 'nearest' })
	.png()
	.toBuffer();
