import { backdropOf, type Backdrop } from './backdrop';

export const CHANNELS = 4;

/** An image as RGBA bytes, and what its backdrop must look like at every pixel. */
export class Plate {
	private readonly backdrop: Backdrop;

	constructor(
		readonly pixels: Buffer,
		readonly width: number,
		readonly height: number,
	) {
		this.backdrop = backdropOf(pixels, width, height);
	}

	/** @returns one channel (0 to 2) of the backdrop behind a pixel */
	backdropAt(x: number, y: number, channel: number): number {
		const { start, slope } = this.backdrop;
		const index = 3 * y + channel;
		return (start[index] ?? 0) + (slope[index] ?? 0) * x;
	}

	/** @returns how far a pixel's colour is from the backdrop's; 0 for a pixel that is transparent */
	distanceAt(x: number, y: number): number {
		const { pixels } = this;
		const offset = 4 * (y * this.width + x);
		if (pixels[offset + 3] === 0) return 0;
		const red = (pixels[offset] ?? 0) - this.backdropAt(x, y, 0);
		const green = (pixels[offset + 1] ?? 0) - this.backdropAt(x, y, 1);
		const blue = (pixels[offset + 2] ?? 0) - this.backdropAt(x, y, 2);
		return Math.sqrt(red * red + green * green + blue * blue);
	}
}
