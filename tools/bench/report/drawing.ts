/** Attributes of an SVG element, such as `{ fill: 'white' }`. */
type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, content = ''): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
	return `<${name}${written.join('')}>${content}</${name}>`;
}

export const text = (x: number, y: number, words: string, attributes: Attributes = {}): string =>
	element('text', { x, y, ...attributes }, words);

export const line = ([x1, y1]: Place, [x2, y2]: Place, attributes: Attributes): string =>
	element('line', { x1, y1, x2, y2, ...attributes });

/** In pixels from the top left corner. */
export type Place = readonly [x: number, y: number];

export type Range = readonly [least: number, most: number];

/** An area of a drawing in which both directions are logarithmic scales. */
export interface Frame {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly xRange: Range;
	readonly yRange: Range;
}

export const placeOf = (
	{ left, top, width, height, xRange, yRange }: Frame,
	[x, y]: Place,
): Place => [left + width * shareOf(x, xRange), top + height * (1 - shareOf(y, yRange))];

/** Where a value lies on a logarithmic scale: 0 at the least, 1 at the most. */
const shareOf = (value: number, [least, most]: Range): number =>
	Math.log(value / least) / Math.log(most / least);
