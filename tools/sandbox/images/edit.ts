import sharp from 'sharp';
import { chanceOf } from '../chance';
import { PALETTES, toRgb } from './colors';
import { range, svgFile } from './drawing';
import { letter } from './lettering';
import { LENIENT } from './measure';

const { EMBER, MAGIC, ULTRAMARINE, JUNGLE } = PALETTES;

/**
 * Changes an image where its mask is black: there it turns into two colors, taken from the prompt, whose words stand
 * over it.
 *
 * @param mask stretched to the image's size; without one the whole image changes
 * @returns a PNG file; where the mask is white its pixels are the image's own
 */
export async function edit(
	image: Buffer,
	mask: Buffer | undefined,
	prompt: string,
): Promise<Buffer> {
	const { data: base, info } = await sharp(image, LENIENT)
		.autoOrient()
		.toColourspace('srgb')
		.png()
		.toBuffer({ resolveWithObject: true });
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
	const { info: region } = await sharp(stencil)
		.trim({ background, threshold: 1 })
		.toBuffer({ resolveWithObject: true });
	const inset = Math.min(region.width, region.height) * 0.14;
	const box = {
		x: inset - (region.trimOffsetLeft ?? 0),
		y: inset - (region.trimOffsetTop ?? 0),
		width: region.width - 2 * inset,
		height: region.height - 2 * inset,
	};

	const { deep, glow, light, accent } = chanceOf('edit', prompt).pick([
		EMBER,
		MAGIC,
		ULTRAMARINE,
		JUNGLE,
	]);
	const [dark, bright] = [toRgb(deep), toRgb(glow)];
	const share = (channel: 0 | 1 | 2): [number, number, number] => {
		const span = (bright[channel] - dark[channel]) / 255;
		return [0.299 * span, 0.587 * span, 0.114 * span];
	};
	const toned = await sharp(base)
		.removeAlpha()
		.recomb([share(0), share(1), share(2)])
		.linear([1, 1, 1], [...dark])
		.png()
		.toBuffer();
	const { width, height } = size;
	const stripe = Math.max(8, Math.round(Math.min(width, height) / 60));
	const lines = range(Math.ceil((width + height) / (2 * stripe))).map(
		(index) => `M${2 * index * stripe - height} ${height}l${height} ${-height}`,
	);
	const stroke = `stroke="${accent}" stroke-width="${stripe * 0.7}" opacity="0.18"`;
	const stripes = { input: svgFile(size, `<path d="${lines.join('')}" ${stroke}/>`) };
	const changed = await sharp(toned)
		.composite([stripes, ...(await letter(prompt, box, light, deep, 0.5))])
		.removeAlpha()
		.png()
		.toBuffer();
	const input = await sharp(changed).joinChannel(stencil).png().toBuffer();
	return await sharp(base).composite([{ input }]).png().toBuffer();
}
