import { distance, type Rgb, toRgb } from './colours';

const NAMED: ReadonlyArray<readonly [string, Rgb]> = Object.entries({
	black: '#101010',
	'dark grey': '#484848',
	grey: '#8c8c8c',
	'light grey': '#cfcfcf',
	white: '#fcfcfc',
	maroon: '#6b1420',
	red: '#d62222',
	coral: '#ff7a6b',
	pink: '#f5a9c4',
	magenta: '#d32fc4',
	purple: '#7a2fa8',
	lavender: '#b9a9e0',
	'midnight blue': '#10143f',
	navy: '#142a78',
	blue: '#2a4fe0',
	'sky blue': '#78b4f0',
	cyan: '#4fd8e6',
	teal: '#11777a',
	mint: '#a8e0c8',
	'dark green': '#12402a',
	green: '#2f9a48',
	'lime green': '#9be04f',
	olive: '#77802a',
	yellow: '#f7dc3c',
	gold: '#e2a62a',
	orange: '#f28022',
	rust: '#a8431c',
	brown: '#6b4426',
	beige: '#dcc8a0',
	cream: '#fbf0d6',
}).map(([name, hex]) => [name, toRgb(hex)]);

/** @returns the word for a colour */
export function nameOf(colour: Rgb): string {
	const [nearest] = NAMED.reduce(
		(best, [name, known]) => {
			const away = distance(colour, known);
			return away < best[1] ? ([name, away] as const) : best;
		},
		['black', Infinity] as readonly [string, number],
	);
	return nearest;
}
