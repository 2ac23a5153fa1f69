/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** @param hex as `#rrggbb` */
export const toRgb = (hex: string): Rgb => [
	parseInt(hex.slice(1, 3), 16),
	parseInt(hex.slice(3, 5), 16),
	parseInt(hex.slice(5, 7), 16),
];

/** @returns the colour `share` (0 to 1) of the way from one `#rrggbb` to another */
export function mix(from: string, to: string, share: number): string {
	const [a, b] = [toRgb(from), toRgb(to)];
	const channel = (index: 0 | 1 | 2): string =>
		Math.round(a[index] + (b[index] - a[index]) * share)
			.toString(16)
			.padStart(2, '0');
	return `#${channel(0)}${channel(1)}${channel(2)}`;
}

/** @returns how far apart two colours look, in steps of 0 to about 765 */
export function distance(a: Rgb, b: Rgb): number {
	// The "redmean" approximation: the eye tells greens best, and reds the better the redder both are.
	const meanRed = (a[0] + b[0]) / 2;
	const [red, green, blue] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
	return Math.sqrt(
		(2 + meanRed / 256) * red ** 2 + 4 * green ** 2 + (2 + (255 - meanRed) / 256) * blue ** 2,
	);
}
