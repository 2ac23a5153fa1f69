import sharp from 'sharp';
import { chanceOf } from '../chance';
import { PALETTES, type PaletteName } from './colors';
import { svgFile } from './drawing';
import { letter } from './lettering';
import { LENIENT, type Size } from './drawing';
import { mountains } from './scenes/mountains';
import { summer } from './scenes/summer';

/** The styles of Ideogram V2, and the scene that each is painted as. */
const SCENES = {
	...{ GENERAL: mountains, REALISTIC: mountains, RENDER_3D: mountains },
	...{ DESIGN: summer, ANIME: summer },
};

export type Style = keyof typeof SCENES;

/** All that a painting depends on: the same commission gives the same bytes. */
export interface Commission extends Size {
	readonly prompt: string;
	readonly seed: number;
	/** chosen by the prompt and the seed unless given */
	readonly style?: Style;
	readonly palette?: PaletteName;
}

/** @returns a seed within the API's range, the same for the same ordinal */
export const seedOf = (ordinal: number): number => chanceOf('seed', ordinal).whole(1, 2 ** 31);

/** @returns the style of a commission */
export const styleOf = ({ prompt, seed, style }: Commission): Style =>
	style ?? chanceOf('style', prompt, seed).pick(keysOf(SCENES));

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) =>
	Object.keys(record).filter((key): key is Key => key in record);

/** Paints a scene with the prompt's words in it. @returns a PNG file */
export async function paint(commission: Commission): Promise<Buffer> {
	const { prompt, seed, width, height } = commission;
	const chance = chanceOf('scene', prompt, seed);
	const palette = PALETTES[commission.palette ?? chance.pick(keysOf(PALETTES))];
	const scene = SCENES[styleOf(commission)]({ width, height, palette, chance });
	const margin = Math.min(width, height) * 0.07;
	const place = { x: margin, y: height * 0.72 };
	const box = { ...place, width: width - 2 * margin, height: height * 0.28 - margin };
	const words = await letter(prompt, box, palette.light, palette.deep);
	const painting = sharp(svgFile(commission, scene)).removeAlpha().composite(words);
	return await painting.png().toBuffer();
}

/**
 * Mixes an image into a painting, at the painting's size.
 *
 * @param imageWeight how much of the image shows, in percent: 100 is the image alone
 * @returns a PNG file
 */
export async function remix(
	image: Buffer,
	commission: Commission,
	imageWeight: number,
): Promise<Buffer> {
	const painting = sharp(await paint(commission)).ensureAlpha(1 - imageWeight / 100);
	return await sharp(image, LENIENT)
		.autoOrient()
		.resize(commission.width, commission.height, { fit: 'cover' })
		.flatten({ background: '#ffffff' })
		.composite([{ input: await painting.png().toBuffer() }])
		.png()
		.toBuffer();
}
