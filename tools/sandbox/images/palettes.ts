/** The colours of a painting, from the ground up. */
export interface Palette {
	readonly deep: string;
	readonly shade: string;
	readonly body: string;
	readonly glow: string;
	readonly light: string;
	readonly accent: string;
}

/** What the sandbox makes of Ideogram's presets. */
export const PALETTES = {
	EMBER: palette('#2a0f14', '#7a1e1e', '#d1421f', '#f58a2a', '#ffe3b0', '#ffc947'),
	FRESH: palette('#0b3b3c', '#137a6f', '#35b58a', '#9fdc7c', '#f4ffdf', '#ffe066'),
	JUNGLE: palette('#0d2418', '#1d4d2b', '#3f7d3a', '#8aa843', '#ede7b4', '#e0902f'),
	MAGIC: palette('#160b33', '#43218a', '#8b3fd1', '#e06ad6', '#ffdff7', '#5fe3f0'),
	MELON: palette('#4a1030', '#c43d5a', '#ff7a6b', '#ffb38a', '#fff0d9', '#7fc97a'),
	MOSAIC: palette('#14213d', '#0f6e84', '#d1495b', '#edae49', '#f7f0e0', '#4fa3a5'),
	PASTEL: palette('#6f6a9c', '#a7a3d6', '#f2b5c9', '#fbd9c0', '#fffaf0', '#a8dcd1'),
	ULTRAMARINE: palette('#070b3a', '#12209b', '#2f4fe0', '#6fa0ff', '#e6f0ff', '#ffb25e'),
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;

export const PALETTE_NAMES = [
	'EMBER',
	'FRESH',
	'JUNGLE',
	'MAGIC',
	'MELON',
	'MOSAIC',
	'PASTEL',
	'ULTRAMARINE',
] as const satisfies readonly PaletteName[];

function palette(
	deep: string,
	shade: string,
	body: string,
	glow: string,
	light: string,
	accent: string,
): Palette {
	return { deep, shade, body, glow, light, accent };
}
