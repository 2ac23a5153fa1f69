import sharp from 'sharp';
import { setText } from './text';
import { CELL, COLOURS, INSET } from './theme';

/** What a cell shows: a picture or words, and in its corner a smaller picture that belongs to it. */
export interface CellContent {
	readonly picture?: Buffer;
	readonly words?: string;
	readonly inset?: Buffer;
}

interface Box {
	readonly width: number;
	readonly height: number;
	readonly corner: number;
}

/** Paints a cell. @returns a PNG file with round corners, and a checkerboard where the picture is transparent */
export async function paintCell({ picture, words, inset }: CellContent): Promise<Buffer> {
	const content = picture ? await fitted(picture, CELL) : await card(words ?? '');
	if (!inset) return content;
	// Out of the way: products stand at the foot of a picture, and words end before their last line does.
	const top = picture ? INSET.offset : CELL.height - INSET.height - INSET.offset;
	const left = CELL.width - INSET.width - INSET.offset;
	return await sharp(content)
		.composite([{ input: await fitted(inset, INSET), top, left }])
		.png()
		.toBuffer();
}

const svg = ({ width, height }: Box, shapes: string): Buffer =>
	Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`,
	);

const STROKE_PX = 2;

const filled = ({ corner }: Box, colour: string): string =>
	`<rect width="100%" height="100%" rx="${corner}" fill="${colour}"/>`;

const outlined = ({ width, height, corner }: Box, colour: string): string =>
	`<rect x="${STROKE_PX / 2}" y="${STROKE_PX / 2}" width="${width - STROKE_PX}" height="${height - STROKE_PX}" ` +
	`rx="${corner - STROKE_PX / 2}" fill="none" stroke="${colour}" stroke-width="${STROKE_PX}"/>`;

const SQUARE_PX = 14;

const CHECKERBOARD =
	`<defs><pattern id="squares" width="${2 * SQUARE_PX}" height="${2 * SQUARE_PX}" patternUnits="userSpaceOnUse">` +
	`<rect width="100%" height="100%" fill="${COLOURS.checker[0]}"/>` +
	`<path d="M0 0h${SQUARE_PX}v${2 * SQUARE_PX}h${SQUARE_PX}v${-SQUARE_PX}h${-2 * SQUARE_PX}z" fill="${COLOURS.checker[1]}"/>` +
	`</pattern></defs><rect width="100%" height="100%" fill="url(#squares)"/>`;

async function fitted(picture: Buffer, box: Box): Promise<Buffer> {
	const { width, height } = box;
	const scaled = await sharp(picture).resize(width, height, { fit: 'cover' }).png().toBuffer();
	return await sharp(svg(box, CHECKERBOARD))
		.composite([
			{ input: scaled },
			{ input: svg(box, outlined(box, COLOURS.edge)) },
			{ input: svg(box, filled(box, '#fff')), blend: 'dest-in' },
		])
		.png()
		.toBuffer();
}

const PADDING_PX = 34;

async function card(words: string): Promise<Buffer> {
	const input = await setText(words, { fontPx: 27, widthPx: CELL.width - 2 * PADDING_PX });
	return await sharp(svg(CELL, filled(CELL, COLOURS.paper) + outlined(CELL, COLOURS.edge)))
		.composite([{ input, gravity: 'centre' }])
		.png()
		.toBuffer();
}
