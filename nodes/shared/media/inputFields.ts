import type { INodeProperties } from 'n8n-workflow';
import { binaryImage, type InputImage, linkedImage } from './inputImages';
import type { Item } from '../item';

export const INPUT_SOURCES = ['binary', 'url'] as const;
export type InputSource = (typeof INPUT_SOURCES)[number];

/** The fields by which the user says where an image is: in the item, or behind a link. */
export const inputImageFields = (preferred: InputSource): readonly INodeProperties[] => [
	{
		displayName: 'Input Source',
		name: 'inputSource',
		type: 'options',
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
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field containing the binary file data to be processed',
		description: 'JPEG, PNG or WebP of at most 10 MB',
		displayOptions: { show: { inputSource: ['binary'] } },
	},
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/photo.jpg',
		description: 'A link to a JPEG, PNG or WebP of at most 10 MB',
		displayOptions: { show: { inputSource: ['url'] } },
	},
];

export const inputSource = ({ parameters }: Item): InputSource =>
	parameters.choice('inputSource', 'Input Source', INPUT_SOURCES);

/** The bytes of the image that the fields above name, wherever it is. @throws Failure if it is none that can be sent. */
export async function inputImage(item: Item): Promise<InputImage> {
	return inputSource(item) === 'url'
		? await linkedImage(item, 'imageUrl', 'Image URL')
		: await binaryImage(item, 'binaryPropertyName', 'Input Data Field Name');
}
