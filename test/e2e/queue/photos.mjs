// @ts-check
import sharp from 'sharp';

const SIZE = 480;
const HUES = 360;

/** Neighbours on the colour wheel are far apart in the row, and none of the first hundred is met twice. */
const hueOf = (/** @type {number} */ ordinal) => (ordinal * 83) % HUES;

/**
 * A photo of a disc before a white wall, of a colour that none of a hundred others has.
 *
 * @param {number} ordinal
 */
export function photoOf(ordinal) {
	const drawing = `
		<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
			<rect width="100%" height="100%" fill="white"/>
			<circle cx="50%" cy="50%" r="35%" fill="hsl(${hueOf(ordinal)}, 80%, 40%)"/>
		</svg>`;
	return sharp(Buffer.from(drawing)).jpeg({ quality: 95 }).toBuffer();
}

/**
 * @param {Buffer} bytes
 * @returns {Promise<number[]>} the colour in the middle: red, green, blue, opacity
 */
export async function middleOf(bytes) {
	const pixel = { left: SIZE / 2, top: SIZE / 2, width: 1, height: 1 };
	return [...(await sharp(bytes).ensureAlpha().extract(pixel).raw().toBuffer())];
}
