import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../items/item';
import { binaryFile, type InputFile, linkedFile } from './inputFiles';

export const INPUT_SOURCES = ['binary', 'url'] as const;
export type InputSource = (typeof INPUT_SOURCES)[number];

export const BINARY_FIELD = { name: 'binaryPropertyName', title: 'Input Data Field Name' };
export const IMAGE_URL = { name: 'imageUrl', title: 'Image URL' };

/** The fields for an input image, which is in the item or behind a link. */
export const inputImageFields = (preferred: InputSource): readonly INodeProperties[] => [
	{
		displayName: 'Input Source',
		name: 'inputSource',
		type: 'options',
		required: true,
		options: [
			{
				name: 'Binary File',
				value: 'binary',
				description: 'A file in the item, such as an upload or a download',
			},
			{ name: 'URL', value: 'url', description: 'A link to an image' },
		],
		default: preferred,
		description: 'Where the image is',
	},
	{
		displayName: BINARY_FIELD.title,
		name: BINARY_FIELD.name,
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the binary file data to be processed',
		description:
			'The name of the field with the image, as the Binary tab of the node before shows it. JPEG, PNG, or WebP, at most 10 MB.',
		typeOptions: { binaryDataProperty: true },
		displayOptions: { show: { inputSource: ['binary'] } },
	},
	{
		displayName: IMAGE_URL.title,
		name: IMAGE_URL.name,
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/photo.jpg',
		description: 'A link to a JPEG, PNG, or WebP image of at most 10 MB',
		displayOptions: { show: { inputSource: ['url'] } },
	},
];

export const inputSource = ({ parameters }: Item): InputSource =>
	parameters.choice('inputSource', 'Input Source', INPUT_SOURCES);

/** The image of these fields. @throws Failure if it can't be sent. */
export async function inputImage(item: Item): Promise<InputFile> {
	return inputSource(item) === 'url'
		? await linkedFile(item, IMAGE_URL)
		: await binaryFile(item, BINARY_FIELD);
}
