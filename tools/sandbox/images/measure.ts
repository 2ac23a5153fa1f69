import sharp from 'sharp';

export interface Size {
	readonly width: number;
	readonly height: number;
}

/** Decodes an image that is damaged toward its end as far as it goes, as the vendors do. */
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
