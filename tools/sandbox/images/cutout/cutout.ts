import sharp from 'sharp';
import { LENIENT } from '../measure';
import { flood } from './flood';
import { CHANNELS, Plate } from './plate';
import { softenEdge } from './softEdge';

/**
 * Cuts the subject out of an image with a plain backdrop.
 *
 * @returns a PNG file of the image's size, upright, transparent where the backdrop was
 */
export async function cutOut(image: Buffer): Promise<Buffer> {
	const { data: pixels, info } = await sharp(image, LENIENT)
		.autoOrient()
		.toColourspace('srgb')
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height } = info;
	const plate = new Plate(pixels, width, height);
	softenEdge(plate, flood(plate));
	return sharp(pixels, { raw: { width, height, channels: CHANNELS } })
		.png({ compressionLevel: 3 })
		.toBuffer();
}
