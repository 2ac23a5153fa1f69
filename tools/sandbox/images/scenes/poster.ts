import { type Box, type Canvas, range, round, type Scene } from '../canvas';
import type { Size } from '../measure';

type Motif = (box: Box, colour: string, other: string) => string;

/** A grid of circles, arcs and stripes, with the prompt on a plain field: a printed poster. */
export function poster(canvas: Canvas): Scene {
	const { width, height, palette } = canvas;
	const panel = panelOf(canvas);
	const padding = Math.min(panel.width, panel.height) * 0.12;
	return {
		svg: `<rect width="${width}" height="${height}" fill="${palette.light}"/>${tiles(canvas)}
<rect x="${round(panel.x)}" y="${round(panel.y)}" width="${round(panel.width)}" height="${round(panel.height)}" fill="${palette.deep}"/>`,
		lettering: {
			box: {
				x: panel.x + padding,
				y: panel.y + padding,
				width: panel.width - 2 * padding,
				height: panel.height - 2 * padding,
			},
			colour: palette.light,
			family: 'sans',
			weight: 700,
			align: 'middle',
		},
	};
}

/** The panel covers whole tiles: a third of the picture's longer side. */
function panelOf({ width, height }: Canvas): Box {
	const tile = tileOf(width, height);
	if (width > height * 1.2) {
		const columns = Math.round(width / tile.width / 3);
		return { x: width - columns * tile.width, y: 0, width: columns * tile.width, height };
	}
	const rows = Math.round(height / tile.height / 3);
	return { x: 0, y: height - rows * tile.height, width, height: rows * tile.height };
}

/** About six tiles along the shorter side, as square as the picture allows. */
function tileOf(width: number, height: number): Size {
	const side = Math.min(width, height) / 6;
	return { width: width / Math.round(width / side), height: height / Math.round(height / side) };
}

function tiles({ width, height, palette, chance }: Canvas): string {
	const tile = tileOf(width, height);
	const colours = [
		palette.deep,
		palette.shade,
		palette.body,
		palette.glow,
		palette.accent,
	] as const;
	return range(Math.round(height / tile.height))
		.flatMap((row) => range(Math.round(width / tile.width)).map((column) => ({ row, column })))
		.map(({ row, column }) => {
			const box = tileAt(tile, column, row);
			const ground = chance.pick([palette.light, palette.light, ...colours]);
			const [colour, other] = [chance.pick(colours), chance.pick([palette.light, ...colours])];
			const motif = chance.pick(MOTIFS);
			const turn = 90 * chance.whole(0, 3);
			const centre = `${box.width / 2} ${box.height / 2}`;
			return (
				`<svg x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}">` +
				`<rect width="${box.width}" height="${box.height}" fill="${ground}"/>` +
				`<g transform="rotate(${turn} ${centre})">${motif(box, colour, other)}</g></svg>`
			);
		})
		.join('');
}

/** @returns a tile's place in whole pixels: between fractions, the ground would shine through */
function tileAt(tile: Size, column: number, row: number): Box {
	const [x, y] = [Math.round(column * tile.width), Math.round(row * tile.height)];
	return {
		x,
		y,
		width: Math.round((column + 1) * tile.width) - x,
		height: Math.round((row + 1) * tile.height) - y,
	};
}

const MOTIFS: readonly [Motif, ...Motif[]] = [
	({ width, height }, colour) =>
		`<path d="M0 0A${round(width)} ${round(height)} 0 0 1 ${round(width)} ${round(height)}H0Z" fill="${colour}"/>`,
	({ width, height }, colour, other) =>
		ellipse(width / 2, height / 2, width / 2, height / 2, colour) +
		ellipse(width / 2, height / 2, width / 4, height / 4, other),
	({ width, height }, colour) =>
		`<path d="M0 ${round(height / 2)}A${round(width / 2)} ${round(height / 2)} 0 0 1 ${round(width)} ${round(height / 2)}Z" fill="${colour}"/>`,
	({ width, height }, colour) =>
		`<path d="M0 0H${round(width)}L0 ${round(height)}Z" fill="${colour}"/>`,
	({ width, height }, colour) =>
		range(4)
			.map(
				(stripe) =>
					`<rect y="${round((stripe * height) / 4)}" width="${round(width)}" height="${round(height / 8)}" fill="${colour}"/>`,
			)
			.join(''),
	({ width, height }, colour) =>
		range(9)
			.map((dot) =>
				ellipse(
					((dot % 3) + 0.5) * (width / 3),
					(Math.floor(dot / 3) + 0.5) * (height / 3),
					width / 11,
					height / 11,
					colour,
				),
			)
			.join(''),
	({ width, height }, colour, other) =>
		[1, 0.66, 0.33]
			.map(
				(part, ring) =>
					`<path d="M0 0H${round(width * part)}A${round(width * part)} ${round(height * part)} 0 0 1 0 ${round(height * part)}Z" fill="${ring % 2 ? other : colour}"/>`,
			)
			.join(''),
];

const ellipse = (x: number, y: number, radiusX: number, radiusY: number, colour: string): string =>
	`<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radiusX)}" ry="${round(radiusY)}" fill="${colour}"/>`;
