import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../shared/parameters';
import { present } from '../shared/http/jsonShapes';
import type { IdeogramModel } from './models';

const LOWEST_SEED = 1;
/** "Allowed range: 1 to 9999999999" (Create Image, `seed`). */
const HIGHEST_SEED = 9_999_999_999;

export const PROMPT: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. A lighthouse on a cliff at dawn, the word HOME on its wall',
	description: 'What the image is to show. Text that is to be readable in it goes into quotes.',
};

/** Width to height, under the API's names. */
const ASPECT_RATIOS = [
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
] as const;

const MAGIC_PROMPTS = ['AUTO', 'OFF', 'ON'] as const;
const STYLE_TYPES = ['ANIME', 'AUTO', 'DESIGN', 'GENERAL', 'REALISTIC', 'RENDER_3D'] as const;
const COLOR_PALETTES = [
	'EMBER',
	'FRESH',
	'JUNGLE',
	'MAGIC',
	'MELON',
	'MOSAIC',
	'PASTEL',
	'ULTRAMARINE',
] as const;

export const ASPECT_RATIO: INodeProperties = {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	options: ASPECT_RATIOS.map((value) => ({
		name: value.replace('ASPECT_', '').replace('_', ':'),
		value,
	})),
	default: 'ASPECT_1_1',
	description: 'Width to height of the image',
};

/** "MAGIC_PROMPT" as "Magic Prompt". */
const titled = (value: string): string =>
	value
		.split('_')
		.map((word) => word.charAt(0) + word.slice(1).toLowerCase())
		.join(' ')
		.replace(/\b3d\b/, '3D');

const dropdown = (values: readonly string[]) =>
	values.map((value) => ({ name: titled(value), value }));

/** What generate and remix can be told beside the prompt; what is not set is not sent. */
export const IMAGE_OPTIONS: readonly INodeProperties[] = [
	{
		displayName: 'Color Palette',
		name: 'colorPalette',
		type: 'options',
		options: dropdown(COLOR_PALETTES),
		default: 'EMBER',
		description: 'The preset of colors to paint with',
	},
	{
		displayName: 'Magic Prompt',
		name: 'magicPrompt',
		type: 'options',
		options: dropdown(MAGIC_PROMPTS),
		default: 'AUTO',
		description: 'Whether Ideogram rewrites the prompt into a more detailed one',
	},
	{
		displayName: 'Negative Prompt',
		name: 'negativePrompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. blur, watermark',
		description: 'What the image is not to show',
	},
	{
		displayName: 'Seed',
		name: 'seed',
		type: 'number',
		typeOptions: { minValue: LOWEST_SEED, maxValue: HIGHEST_SEED },
		default: LOWEST_SEED,
		description: 'The same seed with the same settings repeats an image; 1 to 9999999999',
	},
	{
		displayName: 'Style Type',
		name: 'styleType',
		type: 'options',
		options: dropdown(STYLE_TYPES),
		default: 'AUTO',
		description: 'The style to paint in',
	},
];

/** The `image_request` that generate and remix send, as far as it comes from the fields above. */
export function imageRequest(parameters: Parameters, model: IdeogramModel): IDataObject {
	const palette = parameters.optionalChoice(
		'options.colorPalette',
		'Color Palette',
		COLOR_PALETTES,
	);
	return present({
		prompt: parameters.text('prompt', 'Prompt'),
		negative_prompt: parameters.optionalText('options.negativePrompt', 'Negative Prompt'),
		model: model.id,
		aspect_ratio: parameters.choice('aspectRatio', 'Aspect Ratio', ASPECT_RATIOS),
		seed: parameters.optionalInteger('options.seed', 'Seed', LOWEST_SEED, HIGHEST_SEED),
		magic_prompt_option: parameters.optionalChoice(
			'options.magicPrompt',
			'Magic Prompt',
			MAGIC_PROMPTS,
		),
		style_type: parameters.optionalChoice('options.styleType', 'Style Type', STYLE_TYPES),
		color_palette: palette && { name: palette },
	});
}
