import sharp, { type OverlayOptions } from 'sharp';
import { paintCell, type CellContent } from './cell';
import { setText } from './text';
import { CAPTION, CELL, COLOURS, HEADER, LABEL, PAGE, ROW } from './theme';

export interface Cell extends CellContent {
	readonly title: string;
	readonly caption: string;
}

/** An operation: what goes in, and what comes out of it. */
export interface Row {
	readonly title: string;
	readonly about: string;
	readonly before: Cell;
	readonly after: readonly Cell[];
}

const TITLE = 'n8n-nodes-pixazo';
const SUBTITLE =
	'Every operation, before and after. Drawn by npm run demo: the sandbox paints what Pixazo would.';

const CELL_STEP_PX = CELL.width + CELL.gap;
const ROW_STEP_PX = CELL.height + CAPTION.gap + CAPTION.height + ROW.gap;
const CELLS_LEFT_PX = PAGE.margin + LABEL.width;

/** Lays out operations, one to a row. @returns a PNG file, transparent around its round corners */
export async function contactSheet(rows: readonly Row[]): Promise<Buffer> {
	return await page(rows, PAGE.margin + HEADER.height, await header());
}

/** One operation by itself. @returns a PNG file, as `contactSheet` does */
export const strip = async (row: Row): Promise<Buffer> => await page([row], PAGE.margin, []);

async function page(rows: readonly Row[], topPx: number, above: OverlayOptions[]): Promise<Buffer> {
	const tops = rows.map((_, index) => topPx + index * ROW_STEP_PX);
	const painted = await Promise.all(
		rows.map(async (row, index) => paintRow(row, tops[index] ?? 0)),
	);
	return await sharp(background(topPx + rows.length * ROW_STEP_PX, tops))
		.composite([...above, ...painted.flat()])
		.png()
		.toBuffer();
}

async function header(): Promise<OverlayOptions[]> {
	const widthPx = PAGE.width - 2 * PAGE.margin;
	const title = await setText(TITLE, { fontPx: 50, weight: 'bold', widthPx });
	const subtitle = await setText(SUBTITLE, { fontPx: 26, colour: COLOURS.faint, widthPx });
	return [
		{ input: title, left: PAGE.margin, top: PAGE.margin },
		{ input: subtitle, left: PAGE.margin, top: PAGE.margin + 70 },
	];
}

async function paintRow({ title, about, before, after }: Row, top: number) {
	const widthPx = LABEL.width - 28;
	const { fontPx, lineHeightPx } = LABEL;
	const label = await setText(title, { fontPx, weight: 'bold', widthPx, leadingPx: 0 });
	const { height: labelHeight = 0 } = await sharp(label).metadata();
	const lines = Math.ceil(labelHeight / lineHeightPx);
	const note = await setText(about, { fontPx: 22, colour: COLOURS.faint, widthPx });
	const cells = await Promise.all(
		[before, ...after].map((cell, column) => place(cell, column, top)),
	);
	return [
		{ input: label, left: PAGE.margin, top: top + 6 },
		{ input: note, left: PAGE.margin, top: top + lines * lineHeightPx + 16 },
		...cells.flat(),
	];
}

async function place(cell: Cell, column: number, top: number): Promise<OverlayOptions[]> {
	const left = CELLS_LEFT_PX + column * CELL_STEP_PX;
	const widthPx = CELL.width;
	const title = await setText(cell.title, { fontPx: 23, weight: 'bold', widthPx });
	const caption = await setText(cell.caption, { fontPx: 21, colour: COLOURS.faint, widthPx });
	const below = top + CELL.height + CAPTION.gap;
	return [
		{ input: await paintCell(cell), left, top },
		{ input: title, left: left + 2, top: below },
		{ input: caption, left: left + 2, top: below + 32 },
	];
}

function background(height: number, rowTops: readonly number[]): Buffer {
	const x = CELLS_LEFT_PX + CELL.width + CELL.gap / 2;
	const arrows = rowTops.map((top) => arrow(x, top + CELL.height / 2));
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE.width}" height="${height}">` +
			`<rect width="100%" height="100%" rx="${PAGE.corner}" fill="${COLOURS.page}"/>${arrows.join('')}</svg>`,
	);
}

const arrow = (x: number, y: number): string =>
	`<path d="M${x - 6} ${y - 12}l11 12l-11 12" fill="none" stroke="${COLOURS.accent}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`;
