import type { INodeProperties } from 'n8n-workflow';
import type { WireField } from '../shared/items/wireFields';

export const PROMPT: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. A lighthouse on a cliff at dawn, the word HOME on its wall',
	description: 'What to draw. Put text that should appear in the image in quotes.',
};

/** Turns "MAGIC_PROMPT" into "Magic Prompt". */
const titled = (value: string): string =>
	value
		.split('_')
		.map((word) => word.charAt(0) + word.slice(1).toLowerCase())
		.join(' ')
		.replace(/\b3d\b/, '3D');

export const choices = (...values: string[]) =>
	values.map((value) => ({ name: titled(value), value }));

/** Turns `ASPECT_16_9` into `16:9`. */
const asRatio = (value: string): string => value.replace('ASPECT_', '').replace('_', ':');

export const ASPECT_RATIO: INodeProperties = {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	required: true,
	options: [
		'ASPECT_1_1',
		'ASPECT_1_3',
		'ASPECT_2_3',
		'ASPECT_3_1',
		'ASPECT_3_2',
		'ASPECT_3_4',
		'ASPECT_4_3',
		'ASPECT_9_16',
		'ASPECT_10_16',
		'ASPECT_16_9',
		'ASPECT_16_10',
	].map((value) => ({ name: asRatio(value), value })),
	default: 'ASPECT_1_1',
	description: 'The ratio of width to height',
};

/** The names of these fields in `image_request`. */
export const IMAGE_FIELDS: readonly WireField[] = [
	{ wire: 'prompt', property: PROMPT },
	{ wire: 'aspect_ratio', property: ASPECT_RATIO, spelled: asRatio },
];

/** The options of generate and remix in the V2 family. */
export const IMAGE_OPTIONS: readonly WireField[] = [
	{
		wire: 'color_palette',
		sent: (name) => ({ name }),
		property: {
			displayName: 'Color Palette',
			name: 'colorPalette',
			type: 'options',
			options: choices(
				'EMBER',
				'FRESH',
				'JUNGLE',
				'MAGIC',
				'MELON',
				'MOSAIC',
				'PASTEL',
				'ULTRAMARINE',
			),
			default: 'EMBER',
			description: 'The set of colors to use',
		},
	},
	{
		wire: 'magic_prompt_option',
		property: {
			displayName: 'Magic Prompt',
			name: 'magicPrompt',
			type: 'options',
			options: choices('AUTO', 'OFF', 'ON'),
			default: 'AUTO',
			description: 'Whether Ideogram rewrites the prompt into a more detailed one',
		},
	},
	{
		wire: 'negative_prompt',
		property: {
			displayName: 'Negative Prompt',
			name: 'negativePrompt',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. blur, watermark',
			description: 'What the image should not show',
		},
	},
	{
		wire: 'seed',
		property: {
			displayName: 'Seed',
			name: 'seed',
			type: 'number',
			// The range on the page (Create Image, `seed`).
			typeOptions: { minValue: 1, maxValue: 9_999_999_999 },
			default: 1,
			description: 'The same seed with the same settings makes the same image. 1 to 9999999999.',
		},
	},
	{
		wire: 'style_type',
		property: {
			displayName: 'Style Type',
			name: 'styleType',
			type: 'options',
			options: choices('ANIME', 'AUTO', 'DESIGN', 'GENERAL', 'REALISTIC', 'RENDER_3D'),
			default: 'AUTO',
			description: 'The style of the image',
		},
	},
];
