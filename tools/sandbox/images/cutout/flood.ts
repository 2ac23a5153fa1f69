import type { Plate } from './plate';

/** Colours nearer than this to the backdrop's are taken for it. */
const BACKDROP_WITHIN = 34;

/** How deep the subject's edge is, where its colour and the backdrop's blend. */
const EDGE_PX = 2;

/** What a pixel is. What is only like the backdrop, but enclosed by the subject, is part of the subject. */
const SUBJECT = 0;
const LIKE_BACKDROP = 1;
const BACKDROP = 2;
const EDGE = 3;

/**
 * Finds the backdrop, which is what has its colour and hangs together with the image's border, and makes it
 * transparent.
 *
 * @returns the pixels of the subject's edge
 */
export function flood(plate: Plate): number[] {
	const { pixels, width, height } = plate;
	const rgba = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
	const marks = classify(plate);
	const stack = new Int32Array(width * height);
	const edge: number[] = [];
	let depth = 0;
	const reach = (pixel: number): void => {
		const mark = marks[pixel];
		if (mark === LIKE_BACKDROP) {
			marks[pixel] = BACKDROP;
			rgba[pixel] = 0;
			stack[depth] = pixel;
			depth += 1;
		} else if (mark === SUBJECT) {
			marks[pixel] = EDGE;
			edge.push(pixel);
		}
	};
	for (let x = 0; x < width; x += 1) {
		reach(x);
		reach((height - 1) * width + x);
	}
	for (let y = 0; y < height; y += 1) {
		reach(y * width);
		reach(y * width + width - 1);
	}
	while (depth > 0) {
		depth -= 1;
		const pixel = stack[depth] ?? 0;
		const x = pixel % width;
		if (x > 0) reach(pixel - 1);
		if (x < width - 1) reach(pixel + 1);
		if (pixel >= width) reach(pixel - width);
		if (pixel < width * (height - 1)) reach(pixel + width);
	}
	return deepen(edge, marks, width);
}

function classify(plate: Plate): Uint8Array {
	const { width, height } = plate;
	const marks = new Uint8Array(width * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			if (plate.distanceAt(x, y) <= BACKDROP_WITHIN) marks[y * width + x] = LIKE_BACKDROP;
		}
	}
	return marks;
}

/** Adds the rings of pixels behind the outermost one. */
function deepen(outermost: readonly number[], marks: Uint8Array, width: number): number[] {
	const edge = [...outermost];
	let ring = outermost;
	for (let depth = 1; depth < EDGE_PX; depth += 1) {
		const next: number[] = [];
		for (const pixel of ring) {
			for (const neighbour of neighboursOf(pixel, width)) {
				if (marks[neighbour] !== SUBJECT && marks[neighbour] !== LIKE_BACKDROP) continue;
				marks[neighbour] = EDGE;
				next.push(neighbour);
			}
		}
		edge.push(...next);
		ring = next;
	}
	return edge;
}

/** Some may be above the first row or below the last, where there are no marks. */
function neighboursOf(pixel: number, width: number): number[] {
	const x = pixel % width;
	return [
		...(x > 0 ? [pixel - 1] : []),
		...(x < width - 1 ? [pixel + 1] : []),
		...[pixel - width, pixel + width],
	];
}
