import sharp, { type Sharp } from 'sharp';
import { chanceOf } from '../chance';
import type { Canvas, Scene } from './canvas';
import type { Commission, Style } from './commission';
import { letter } from './lettering';
import { PALETTES } from './palettes';
import { hills } from './scenes/hills';
import { mountains } from './scenes/mountains';
import { poster } from './scenes/poster';
import { studio } from './scenes/studio';
import { summer } from './scenes/summer';

const SCENES: Readonly<Record<Style, (canvas: Canvas) => Scene>> = {
	GENERAL: hills,
	REALISTIC: mountains,
	DESIGN: poster,
	RENDER_3D: studio,
	ANIME: summer,
};

/** Paints a prompt: the style is the scene, and the words stand in it. @returns a PNG file */
export const paint = (commission: Commission): Promise<Buffer> =>
	easel(commission).png().toBuffer();

/** @returns the painting before it is put into a file */
export function easel({ prompt, style, width, height, palette, composition }: Commission): Sharp {
	const chance = chanceOf(composition);
	const { svg, lettering } = SCENES[style]({ width, height, palette: PALETTES[palette], chance });
	const picture =
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
		`${svg}${letter(prompt, lettering)}</svg>`;
	return sharp(Buffer.from(picture)).removeAlpha();
}
