import sharp from 'sharp';

/** Pictures of pixels, for tests that look at what was made of them. All are squares of this many pixels. */
export const PHOTO_PX = 160;

const drawn = (svg: string) =>
	sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${PHOTO_PX}" height="${PHOTO_PX}">${svg}</svg>`,
		),
	);

/** A red disc before a white wall. */
export const photo = drawn(
	'<rect width="160" height="160" fill="white"/><circle cx="80" cy="80" r="50" fill="#d02020"/>',
);

/** Black where a picture is to change: a square in its middle. */
export const mask = drawn(
	'<rect width="160" height="160" fill="white"/><rect x="50" y="50" width="60" height="60"/>',
);

/** Red, green, blue and alpha of a pixel. */
export async function pixelAt(picture: Buffer, left: number, top: number): Promise<number[]> {
	const pixel = sharp(picture).ensureAlpha().extract({ left, top, width: 1, height: 1 });
	return [...(await pixel.raw().toBuffer())];
}
