import sharp from 'sharp';
import { LENIENT } from './measure';
import { nameOf } from './colourNames';

const FORMATS: Readonly<Record<string, string>> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' };

const SAMPLE_PX = 48;
const COLOURS_TOLD = 3;
const SMALLEST_SHARE = 0.05;

/** @returns a sentence on the image's format, size and main colours */
export async function describe(image: Buffer): Promise<string> {
	const { format, autoOrient } = await sharp(image, LENIENT).metadata();
	const { width, height } = autoOrient;
	const shape = width === height ? 'square' : width > height ? 'landscape' : 'portrait';
	return (
		`A ${shape} ${FORMATS[format] ?? format} image of ${width} by ${height} pixels, ` +
		`mostly in ${listed(await mainColours(image))}.`
	);
}

/** @returns names of the colours that cover most of the image, the first the most */
async function mainColours(image: Buffer): Promise<string[]> {
	const pixels = await sharp(image, LENIENT)
		.flatten({ background: '#ffffff' })
		.toColourspace('srgb')
		.resize(SAMPLE_PX, SAMPLE_PX, { fit: 'fill' })
		.removeAlpha()
		.raw()
		.toBuffer();
	const counts = new Map<string, number>();
	for (let offset = 0; offset < pixels.length; offset += 3) {
		const name = nameOf([pixels[offset] ?? 0, pixels[offset + 1] ?? 0, pixels[offset + 2] ?? 0]);
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const ranked = [...counts].sort(([, a], [, b]) => b - a);
	return ranked
		.filter(([, count], rank) => rank === 0 || count > SMALLEST_SHARE * SAMPLE_PX ** 2)
		.slice(0, COLOURS_TOLD)
		.map(([name]) => name);
}

const listed = (names: readonly string[]): string =>
	names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
