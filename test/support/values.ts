/** The values that the API's page lists, written down apart from the nodes so that they can be compared. */

export const ASPECT_RATIOS = [
	'ASPECT_1_1',
	'ASPECT_10_16',
	'ASPECT_16_10',
	'ASPECT_9_16',
	'ASPECT_16_9',
	'ASPECT_3_2',
	'ASPECT_2_3',
	'ASPECT_4_3',
	'ASPECT_3_4',
	'ASPECT_1_3',
	'ASPECT_3_1',
];
export const MAGIC_PROMPTS = ['AUTO', 'ON', 'OFF'];
export const STYLE_TYPES = ['AUTO', 'GENERAL', 'REALISTIC', 'DESIGN', 'RENDER_3D', 'ANIME'];
export const COLOR_PALETTES = [
	'EMBER',
	'FRESH',
	'JUNGLE',
	'MAGIC',
	'MELON',
	'MOSAIC',
	'PASTEL',
	'ULTRAMARINE',
];
export const HIGHEST_SEED = 9_999_999_999;
