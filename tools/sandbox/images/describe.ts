import sharp from 'sharp';
import { toRgb } from './colors';
import { LENIENT } from './drawing';

const COLORS = Object.entries({
	...{ black: '#101010', gray: '#8c8c8c', 'light gray': '#cfcfcf', white: '#fcfcfc' },
	...{ red: '#d62222', coral: '#ff7a6b', pink: '#f5a9c4', purple: '#7a2fa8', maroon: '#6b1420' },
	...{ navy: '#142a78', blue: '#2a4fe0', 'sky blue': '#78b4f0', teal: '#11777a', mint: '#a8e0c8' },
	...{ 'dark green': '#12402a', green: '#2f9a48', olive: '#77802a', yellow: '#f7dc3c' },
	...{ gold: '#e2a62a', orange: '#f28022', brown: '#6b4426', beige: '#dcc8a0', cream: '#fbf0d6' },
}).map(([name, hex]) => ({ name, rgb: toRgb(hex) }));

const SAMPLE_PX = 32;
const COLORS_NAMED = 3;

/** @returns a sentence on the image's format, size, and main colors */
export async function describe(image: Buffer): Promise<string> {
	const { format, autoOrient } = await sharp(image, LENIENT).metadata();
	const { width, height } = autoOrient;
	const shape = width === height ? 'square' : width > height ? 'landscape' : 'portrait';
	const pixels = await sharp(image, LENIENT)
		.flatten({ background: '#ffffff' })
		.toColourspace('srgb')
		.resize(SAMPLE_PX, SAMPLE_PX, { fit: 'fill' })
		.removeAlpha()
		.raw()
		.toBuffer();
	const counts = new Map<string, number>();
	for (let at = 0; at < pixels.length; at += 3) {
		const distances = COLORS.map(({ rgb }) =>
			Math.hypot(...rgb.map((value, channel) => value - (pixels[at + channel] ?? 0))),
		);
		const name = COLORS[distances.indexOf(Math.min(...distances))]?.name ?? '';
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const ranked = [...counts].sort(([, a], [, b]) => b - a).slice(0, COLORS_NAMED);
	const named = ranked.filter(([, count], rank) => !rank || count > 0.05 * SAMPLE_PX ** 2);
	const colors = new Intl.ListFormat('en').format(named.map(([name]) => name));
	return `A ${shape} ${format.toUpperCase()} image of ${width} by ${height} pixels, mostly in ${colors}.`;
}
