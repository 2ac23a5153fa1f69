import sharp from 'sharp';
import { chanceOf } from '../chance';
import { PALETTES } from './colors';
import { letter } from './lettering';
import { LENIENT } from './drawing';

const { EMBER, MAGIC, ULTRAMARINE, JUNGLE } = PALETTES;

/**
 * Changes an image where its mask is black: there it takes on a color that the prompt chooses, and the prompt's words
 * stand over it.
 *
 * @param mask stretched to the image's size; without one the whole image changes
 * @returns a PNG file; where the mask is white its pixels are the image's own
 */
export async function edit(
	image: Buffer,
	mask: Buffer | undefined,
	prompt: string,
): Promise<Buffer> {
	const upright = sharp(image, LENIENT).autoOrient().toColourspace('srgb').png();
	const { data: base, info } = await upright.toBuffer({ resolveWithObject: true });
	const size = { width: info.width, height: info.height };
	const background = '#000000';
	const all = { create: { ...size, channels: 3, background } } as const;
	const stencil = await (mask ? sharp(mask, LENIENT) : sharp(all))
		.autoOrient()
		.flatten({ background: '#ffffff' })
		.resize({ ...size, fit: 'fill', kernel: 'nearest' })
		.threshold(128)
		.negate()
		.toColourspace('b-w')
		.png()
		.toBuffer();
	// The black part of the stencil stays as it is. The words go into the rest.
	const changing = sharp(stencil).trim({ background, threshold: 1 });
	const { info: region } = await changing.toBuffer({ resolveWithObject: true });
	const inset = Math.min(region.width, region.height) * 0.14;
	const box = {
		x: inset - (region.trimOffsetLeft ?? 0),
		y: inset - (region.trimOffsetTop ?? 0),
		width: region.width - 2 * inset,
		height: region.height - 2 * inset,
	};
	const palettes = [EMBER, MAGIC, ULTRAMARINE, JUNGLE];
	const { deep, body, light } = chanceOf('edit', prompt).pick(palettes);
	const toned = await sharp(base).removeAlpha().tint(body).linear(0.7).png().toBuffer();
	const lettered = await sharp(toned)
		.composite(await letter(prompt, box, light, deep, 0.5))
		.removeAlpha()
		.png()
		.toBuffer();
	const input = await sharp(lettered).joinChannel(stencil).png().toBuffer();
	return await sharp(base).composite([{ input }]).png().toBuffer();
}
