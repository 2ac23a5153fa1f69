import type { Rgb } from '../colours';

/** A backdrop whose colour may change evenly from corner to corner. */
export interface Backdrop {
	/** red, green and blue at the start of each row */
	readonly start: Float32Array;
	/** by how much they change from pixel to pixel along the row */
	readonly slope: Float32Array;
}

const CHANNELS = 4;
const PATCH_PX = 8;

/** A corner that differs more than this from the border's middle colour is not backdrop. */
const STRAY_BEYOND = 90 ** 2;

/** Guesses the backdrop of an image by its border. @param pixels RGBA */
export function backdropOf(pixels: Buffer, width: number, height: number): Backdrop {
	const usual = medianBorder(pixels, width, height);
	const [right, bottom] = [Math.max(0, width - PATCH_PX), Math.max(0, height - PATCH_PX)];
	const corner = (x: number, y: number): Rgb => {
		const mean = meanPatch(pixels, width, height, x, y);
		return squaredDistance(mean, usual) > STRAY_BEYOND ? usual : mean;
	};
	const [topLeft, topRight] = [corner(0, 0), corner(right, 0)];
	const [bottomLeft, bottomRight] = [corner(0, bottom), corner(right, bottom)];
	const backdrop = { start: new Float32Array(3 * height), slope: new Float32Array(3 * height) };
	for (let y = 0; y < height; y += 1) {
		const share = y / Math.max(1, height - 1);
		for (const channel of [0, 1, 2] as const) {
			const start = topLeft[channel] + (bottomLeft[channel] - topLeft[channel]) * share;
			const end = topRight[channel] + (bottomRight[channel] - topRight[channel]) * share;
			backdrop.start[3 * y + channel] = start;
			backdrop.slope[3 * y + channel] = (end - start) / Math.max(1, width - 1);
		}
	}
	return backdrop;
}

function medianBorder(pixels: Buffer, width: number, height: number): Rgb {
	const border: number[] = [];
	for (let x = 0; x < width; x += 1) border.push(x, (height - 1) * width + x);
	for (let y = 0; y < height; y += 1) border.push(y * width, y * width + width - 1);
	const median = (channel: number): number => {
		const values = Uint8Array.from(
			border,
			(pixel) => pixels[pixel * CHANNELS + channel] ?? 0,
		).sort();
		return values[values.length >> 1] ?? 0;
	};
	return [median(0), median(1), median(2)];
}

function meanPatch(pixels: Buffer, width: number, height: number, left: number, top: number): Rgb {
	const sum: [number, number, number] = [0, 0, 0];
	const [right, bottom] = [Math.min(width, left + PATCH_PX), Math.min(height, top + PATCH_PX)];
	for (let y = top; y < bottom; y += 1) {
		for (let x = left; x < right; x += 1) {
			for (const channel of [0, 1, 2] as const) {
				sum[channel] += pixels[(y * width + x) * CHANNELS + channel] ?? 0;
			}
		}
	}
	const count = (right - left) * (bottom - top);
	return [sum[0] / count, sum[1] / count, sum[2] / count];
}

const squaredDistance = (a: Rgb, b: Rgb): number =>
	(a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
