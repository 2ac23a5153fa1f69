/** Red, green, and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** @param hex as `#rrggbb` */
export const toRgb = (hex: string): Rgb => [
	parseInt(hex.slice(1, 3), 16),
	parseInt(hex.slice(3, 5), 16),
	parseInt(hex.slice(5, 7), 16),
];

/** @returns the color `share` (0 to 1) of the way from one `#rrggbb` to another */
export function mix(from: string, to: string, share: number): string {
	const target = toRgb(to);
	const mixed = toRgb(from).map((value, index) => value + ((target[index] ?? 0) - value) * share);
	return `#${Buffer.from(mixed.map(Math.round)).toString('hex')}`;
}

/** The colors of a painting, from the ground up. */
export type Palette = ReturnType<typeof palette>;

/** What the sandbox makes of Ideogram's palettes. */
export const PALETTES = {
	EMBER: palette('#2a0f14', '#7a1e1e', '#d1421f', '#f58a2a', '#ffe3b0', '#ffc947'),
	FRESH: palette('#0b3b3c', '#137a6f', '#35b58a', '#9fdc7c', '#f4ffdf', '#ffe066'),
	JUNGLE: palette('#0d2418', '#1d4d2b', '#3f7d3a', '#8aa843', '#ede7b4', '#e0902f'),
	MAGIC: palette('#160b33', '#43218a', '#8b3fd1', '#e06ad6', '#ffdff7', '#5fe3f0'),
	MELON: palette('#4a1030', '#c43d5a', '#ff7a6b', '#ffb38a', '#fff0d9', '#7fc97a'),
	MOSAIC: palette('#14213d', '#0f6e84', '#d1495b', '#edae49', '#f7f0e0', '#4fa3a5'),
	PASTEL: palette('#6f6a9c', '#a7a3d6', '#f2b5c9', '#fbd9c0', '#fffaf0', '#a8dcd1'),
	ULTRAMARINE: palette('#070b3a', '#12209b', '#2f4fe0', '#6fa0ff', '#e6f0ff', '#ffb25e'),
};

export type PaletteName = keyof typeof PALETTES;

function palette(...colors: readonly [string, string, string, string, string, string]) {
	const [deep, shade, body, glow, light, accent] = colors;
	return { deep, shade, body, glow, light, accent };
}
