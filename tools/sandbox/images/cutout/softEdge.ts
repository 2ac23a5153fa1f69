import { CHANNELS, type Plate } from './plate';

/** Within this many pixels there is one that shows the subject's own colour. */
const NEIGHBOURHOOD_PX = 2;

const FAINTEST = 0.02;

/**
 * Makes the subject's edge as transparent as the backdrop shows through it, and takes the backdrop's colour out of
 * it. How much of a pixel is subject follows from how far its neighbours get from the backdrop's colour.
 */
export function softenEdge(plate: Plate, edge: readonly number[]): void {
	const { pixels, width } = plate;
	const opacities = edge.map((pixel) => opacityAt(plate, pixel));
	edge.forEach((pixel, index) => {
		const opacity = opacities[index] ?? 1;
		const offset = pixel * CHANNELS;
		for (const channel of [0, 1, 2]) {
			const behind = plate.backdropAt(pixel % width, Math.floor(pixel / width), channel);
			const colour = behind + ((pixels[offset + channel] ?? 0) - behind) / opacity;
			pixels[offset + channel] = Math.min(255, Math.max(0, Math.round(colour)));
		}
		pixels[offset + 3] = Math.round((pixels[offset + 3] ?? 0) * opacity);
	});
}

function opacityAt(plate: Plate, pixel: number): number {
	const { width, height } = plate;
	const [x, y] = [pixel % width, Math.floor(pixel / width)];
	const [left, right] = [
		Math.max(0, x - NEIGHBOURHOOD_PX),
		Math.min(width - 1, x + NEIGHBOURHOOD_PX),
	];
	const [top, bottom] = [
		Math.max(0, y - NEIGHBOURHOOD_PX),
		Math.min(height - 1, y + NEIGHBOURHOOD_PX),
	];
	let farthest = 1;
	for (let row = top; row <= bottom; row += 1) {
		for (let column = left; column <= right; column += 1) {
			farthest = Math.max(farthest, plate.distanceAt(column, row));
		}
	}
	return Math.max(FAINTEST, plate.distanceAt(x, y) / farthest);
}
