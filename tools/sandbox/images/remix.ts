import sharp from 'sharp';
import type { Commission } from './commission';
import { LENIENT } from './measure';
import { easel } from './paint';

/**
 * Mixes an image into a painting, at the painting's size.
 *
 * @param imageWeightPercent how much of the image shows: 100 is the image alone
 * @returns a PNG file
 */
export async function remix(
	image: Buffer,
	commission: Commission,
	imageWeightPercent: number,
): Promise<Buffer> {
	const { data: veil, info } = await easel(commission)
		.ensureAlpha(1 - imageWeightPercent / 100)
		.raw()
		.toBuffer({ resolveWithObject: true });
	return sharp(image, LENIENT)
		.autoOrient()
		.resize(commission.width, commission.height, { fit: 'cover' })
		.flatten({ background: '#ffffff' })
		.composite([{ input: veil, raw: info }])
		.png()
		.toBuffer();
}
