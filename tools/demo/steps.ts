import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Inputs } from './inputs';

export type NodeName = 'ideogram' | 'ideogramTurbo' | 'removeBackground';

/** One operation of one node, run by itself. */
export interface Step {
	readonly node: NodeName;
	readonly operation: string;
	readonly parameters: INodeParameters;
	/** what goes in, unless it is what an earlier step put out */
	readonly items: INodeExecutionData[] | { readonly putOutBy: string };
	/** what the contact sheet says of it */
	readonly caption: string;
	readonly yields: 'picture' | 'description' | 'requestId';
}

/** Of a step among the others, and of its picture's file. */
export const nameOf = ({ node, operation }: Step): string => `${node}-${operation}`;

export const SHOP_PROMPT = 'A camera shop by the sea';

/** Every operation of every node, once. */
export const everyOperation = ({ photo, otherPhoto, mask }: Inputs): Step[] => {
	const photoItem = { json: {}, binary: { data: photo.binary, mask: mask.binary } };
	const otherItem = { json: {}, binary: { data: otherPhoto.binary } };
	const masked = { maskBinaryPropertyName: 'mask' };
	return [
		{
			...step('ideogram', 'generate', 'Realistic, in Ultramarine'),
			parameters: {
				prompt: SHOP_PROMPT,
				aspectRatio: 'ASPECT_3_2',
				options: { styleType: 'REALISTIC', colorPalette: 'ULTRAMARINE', seed: 7 },
			},
		},
		{
			...step('ideogramTurbo', 'generate', 'Anime, in Pastel'),
			parameters: {
				prompt: SHOP_PROMPT,
				aspectRatio: 'ASPECT_3_2',
				options: { styleType: 'ANIME', colorPalette: 'PASTEL', seed: 7 },
			},
		},
		{
			...step('ideogram', 'describe', 'The photo on the left'),
			items: [photoItem],
			yields: 'description',
		},
		{
			...step('ideogramTurbo', 'describe', 'The photo in the corner'),
			items: [otherItem],
			yields: 'description',
		},
		{
			...step('ideogram', 'edit', '“A banner: SPRING SALE”'),
			parameters: { prompt: 'A banner: SPRING SALE', options: masked },
			items: [photoItem],
		},
		{
			...step('ideogramTurbo', 'edit', '“A banner: NEW IN TODAY”'),
			parameters: { prompt: 'A banner: NEW IN TODAY', options: masked },
			items: [photoItem],
		},
		{
			...step('ideogram', 'remix', '“Dusk in the hills”, Image Weight 60'),
			parameters: {
				prompt: 'Dusk in the hills',
				aspectRatio: 'ASPECT_3_2',
				imageWeight: 60,
				options: { styleType: 'REALISTIC', colorPalette: 'EMBER', seed: 7 },
			},
			items: [photoItem],
		},
		{
			...step('ideogramTurbo', 'remix', '“A glass planet”, Image Weight 35'),
			parameters: {
				prompt: 'A glass planet',
				aspectRatio: 'ASPECT_3_2',
				imageWeight: 35,
				options: { styleType: 'RENDER_3D', colorPalette: 'MAGIC', seed: 7 },
			},
			items: [photoItem],
		},
		{
			...step('removeBackground', 'submit', ''),
			parameters: { inputSource: 'binary' },
			items: [otherItem],
			yields: 'requestId',
		},
		{
			...step('removeBackground', 'remove', 'Submits, waits and downloads'),
			parameters: { inputSource: 'binary' },
			items: [photoItem],
		},
		{
			...step('removeBackground', 'waitForResult', 'Submitted before, collected later'),
			parameters: { request: '={{ $json.polling_url }}' },
			items: { putOutBy: 'removeBackground-submit' },
		},
		{
			...step('removeBackground', 'getStatus', ''),
			parameters: { request: '={{ $json.request_id }}' },
			items: { putOutBy: 'removeBackground-submit' },
		},
	];
};

const step = (node: NodeName, operation: string, caption: string): Step => ({
	...{ node, operation, caption },
	parameters: {},
	items: [{ json: {} }],
	yields: 'picture',
});
