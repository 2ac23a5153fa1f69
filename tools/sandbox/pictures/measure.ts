import sharp from 'sharp';
import type { Size } from './resolutions';

/** Lets an image that is damaged towards its end be decoded as far as it goes, as the vendors do. */
export const LENIENT = { failOn: 'none' } as const;

/** @returns the size of an image, upright; undefined when it cannot be decoded */
export async function measure(image: Buffer): Promise<Size | undefined> {
	const metadata = await sharp(image, LENIENT)
		.metadata()
		.catch(() => undefined);
	return metadata?.autoOrient;
}
