import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../shared/items/parameters';
import { readWireFields, type WireField } from '../../shared/items/wireFields';
import { choices, PROMPT } from '../fields';

const CUSTOM = 'custom';

const SIZES = [
	{ name: 'Auto', value: 'auto', description: 'The size of the input image' },
	{ name: 'Custom', value: CUSTOM, description: 'The width and height that you enter' },
	{ name: 'Landscape 16:9', value: 'landscape_16_9' },
	{ name: 'Landscape 4:3', value: 'landscape_4_3' },
	{ name: 'Portrait 3:4', value: 'portrait_4_3' },
	{ name: 'Portrait 9:16', value: 'portrait_16_9' },
	{ name: 'Square', value: 'square' },
	{ name: 'Square HD', value: 'square_hd' },
];

const imageSize = (sizes: typeof SIZES, preferred: string): INodeProperties => ({
	displayName: 'Image Size',
	name: 'imageSize',
	type: 'options',
	required: true,
	options: sizes,
	default: preferred,
	description: 'The shape and size of the image',
});

export const IMAGE_SIZE = imageSize(
	SIZES.filter(({ value }) => value !== 'auto'),
	'square_hd',
);

export const REMIX_SIZE = imageSize(SIZES, 'auto');

/** Pixazo's pages give no limits. */
const pixels = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	required: true,
	typeOptions: { minValue: 1 },
	default: 1024,
	description: `${displayName} of the image, in pixels`,
	displayOptions: { show: { imageSize: [CUSTOM] } },
});

export const CUSTOM_SIZE = [pixels('Width', 'width'), pixels('Height', 'height')];

export const STRENGTH: INodeProperties = {
	displayName: 'Strength',
	name: 'strength',
	type: 'number',
	required: true,
	typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
	default: 0.8,
	description: 'How much of the input image may change, from 0 to 1. Higher changes more.',
};

/** Turns `landscape_16_9` into `16:9`, `portrait_16_9` into `9:16`, and the larger of the squares into `1:1`. */
const asRatio = (value: string): string =>
	value
		.replace('square_hd', '1:1')
		.replace(/^landscape_(\d+)_(\d+)$/, '$1:$2')
		.replace(/^portrait_(\d+)_(\d+)$/, '$2:$1');

const OPTIONS: readonly WireField[] = [
	{
		wire: 'acceleration',
		property: {
			displayName: 'Acceleration',
			name: 'acceleration',
			type: 'options',
			options: choices('none', 'low', 'regular', 'high'),
			default: 'none',
			description: 'How much to speed up the job. A higher level may be faster and cost more.',
		},
	},
	{
		wire: 'num_images',
		property: {
			displayName: 'Number of Images',
			name: 'numImages',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 4 },
			default: 1,
			description: 'How many images to make, from 1 to 4',
		},
	},
	{
		wire: 'output_format',
		property: {
			displayName: 'Output Format',
			name: 'outputFormat',
			type: 'options',
			options: [
				{ name: 'JPEG', value: 'jpeg' },
				{ name: 'PNG', value: 'png' },
			],
			default: 'jpeg',
			description: 'The file format of the image',
		},
	},
	{
		// The name in Pixazo's catalogue of August 2026. On its pages of July 2026, only image to image had it. Text to
		// image had the boolean `enable_prompt_expansion` instead.
		wire: 'expansion_model',
		property: {
			displayName: 'Prompt Expansion',
			name: 'promptExpansion',
			type: 'options',
			options: choices('None', 'Medium', 'Large'),
			default: 'Medium',
			description: 'How much Ideogram rewrites the prompt into a more detailed one',
		},
	},
	{
		wire: 'rendering_speed',
		property: {
			displayName: 'Rendering Speed',
			name: 'renderingSpeed',
			type: 'options',
			options: choices('TURBO', 'BALANCED', 'QUALITY'),
			default: 'BALANCED',
			description: 'Whether to favor speed or quality',
		},
	},
	{
		wire: 'enable_safety_checker',
		property: {
			displayName: 'Safety Checker',
			name: 'safetyChecker',
			type: 'boolean',
			default: true,
			description: 'Whether to check the image for unsafe content',
		},
	},
	{
		wire: 'seed',
		property: {
			displayName: 'Seed',
			name: 'seed',
			type: 'number',
			default: 1,
			description: 'The same seed with the same settings makes the same image',
		},
	},
	{
		wire: 'sync_mode',
		property: {
			displayName: 'Sync Mode',
			name: 'syncMode',
			type: 'boolean',
			default: false,
			description: 'Whether to get the image in the answer itself instead of a link to it',
		},
	},
];

export const OPTION_FIELDS = OPTIONS.map(({ property }) => property);

/** The body of a request, as far as these fields have it. @param size the operation's field for the image size. */
export function imageRequest(
	parameters: ItemParameters,
	size: INodeProperties,
	...more: readonly WireField[]
): IDataObject {
	const sizeField = { wire: 'image_size', property: size, spelled: asRatio };
	const request: IDataObject = {
		prompt: parameters.text(PROMPT.name, PROMPT.displayName),
		...readWireFields(parameters, [sizeField, ...more]),
		...readWireFields(parameters, OPTIONS, 'options'),
	};
	if (request.image_size === CUSTOM) {
		const [width, height] = CUSTOM_SIZE.map(({ name, displayName }) =>
			parameters.integer(name, displayName, 1, Number.MAX_SAFE_INTEGER),
		);
		request.image_size = { width, height };
	}
	return request;
}
