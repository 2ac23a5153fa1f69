import sharp from 'sharp';

export interface Size {
	readonly width: number;
	readonly height: number;
}

/** Decodes a damaged image as far as possible, as Pixazo does. */
export const LENIENT = { failOn: 'none' } as const;

/** @returns the content type and the upright size of an image; undefined when it cannot be decoded */
export async function measure(
	image: Buffer,
): Promise<(Size & { contentType: string }) | undefined> {
	const metadata = await sharp(image, LENIENT)
		.metadata()
		.catch(() => undefined);
	if (!metadata) return undefined;
	const { format, autoOrient } = metadata;
	return { contentType: `image/${format === 'heif' ? 'avif' : format}`, ...autoOrient };
}
