import sharp from 'sharp';
import { LENIENT } from './drawing';

/** Colors this close to the backdrop's count as backdrop. */
const BACKDROP_WITHIN = 30;

/**
 * Cuts the subject out of an image with a plain backdrop: what has the color of the corner and hangs together with
 * the border becomes transparent.
 *
 * @returns a PNG file of the image's size, upright
 */
export async function cutOut(image: Buffer): Promise<Buffer> {
	const { data: pixels, info } = await sharp(image, LENIENT)
		.autoOrient()
		.toColourspace('srgb')
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height } = info;
	const backdrop = Buffer.from(pixels.subarray(0, 3));
	const awayFrom = (index: number): number => {
		const usual = backdrop[index & 3] ?? 0;
		return (pixels[index] ?? usual) - usual;
	};
	const distanceOf = (pixel: number): number => {
		const at = 4 * pixel;
		return Math.sqrt(awayFrom(at) ** 2 + awayFrom(at + 1) ** 2 + awayFrom(at + 2) ** 2);
	};
	const seen = new Uint8Array(width * height);
	const waiting: number[] = [];
	for (let x = 0; x < width; x += 1) waiting.push(x, (height - 1) * width + x);
	for (let y = 0; y < height; y += 1) waiting.push(y * width, y * width + width - 1);
	for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
		if (seen[pixel] !== 0) continue;
		seen[pixel] = 1;
		const distance = distanceOf(pixel);
		const at = 4 * pixel;
		if (distance > BACKDROP_WITHIN) {
			// An edge mixes subject and backdrop. The nearer its color is to the backdrop's, compared with the color behind
			// it, the more transparent it becomes.
			const near = [pixel - 2, pixel + 2, pixel - 2 * width, pixel + 2 * width].map(distanceOf);
			const opacity = distance / Math.max(distance, ...near);
			for (let index = at; index < at + 3; index += 1) {
				const own = (backdrop[index & 3] ?? 0) + awayFrom(index) / opacity;
				pixels[index] = Math.min(255, Math.max(0, own));
			}
			pixels[at + 3] = Math.round((pixels[at + 3] ?? 0) * opacity);
			continue;
		}
		pixels[at + 3] = 0;
		const x = pixel % width;
		if (x > 0) waiting.push(pixel - 1);
		if (x < width - 1) waiting.push(pixel + 1);
		waiting.push(pixel - width, pixel + width);
	}
	return await sharp(pixels, { raw: { width, height, channels: 4 } })
		.png({ compressionLevel: 3 })
		.toBuffer();
}
