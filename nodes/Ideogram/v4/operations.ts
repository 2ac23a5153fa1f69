import { jsonBody, type RequestBody } from '../../shared/http/body/requestBody';
import type { Item } from '../../shared/items/item';
import type { Operation } from '../../shared/items/operation';
import { optionsField, QUEUE_OPTIONS, WAITING_OPTIONS } from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { AN_IMAGE, jobItem } from '../../shared/jobs/results';
import { imageUrlBody } from '../../shared/media/imageUrlBody';
import { inputImageFields } from '../../shared/media/inputFields';
import { PROMPT } from '../fields';
import {
	CUSTOM_SIZE,
	IMAGE_SIZE,
	imageRequest,
	OPTION_FIELDS,
	REMIX_SIZE,
	STRENGTH,
} from './fields';

const OPTIONS = optionsField(...OPTION_FIELDS, ...QUEUE_OPTIONS, ...WAITING_OPTIONS);

const run = async (item: Item, path: string, prepare: () => Promise<RequestBody>) =>
	await jobItem(
		item,
		await submitAndWait(item, {
			endpoint: { path, title: 'Ideogram V4' },
			expected: AN_IMAGE,
			isQueued: true,
			prepare,
		}),
	);

const generate: Operation = {
	menuEntry: {
		name: 'Generate Image',
		value: 'generate',
		action: 'Generate image',
		description: 'Make a new image from a prompt',
	},
	fields: [PROMPT, IMAGE_SIZE, ...CUSTOM_SIZE, OPTIONS],

	async execute(item) {
		return await run(item, 'ideogram-v4/v1/ideogram-v4-request', async () =>
			jsonBody(imageRequest(item.parameters, IMAGE_SIZE)),
		);
	},
};

const remix: Operation = {
	menuEntry: {
		name: 'Remix Image',
		value: 'remix',
		action: 'Remix image',
		description: 'Make a new image from another image and a prompt',
	},
	fields: [...inputImageFields('binary'), PROMPT, REMIX_SIZE, ...CUSTOM_SIZE, STRENGTH, OPTIONS],

	async execute(item) {
		const path = 'ideogram-v4-image-to-image/v1/ideogram-v4-image-to-image-request';
		return await run(item, path, async () => {
			const strength = { wire: 'strength', property: STRENGTH };
			const request = imageRequest(item.parameters, REMIX_SIZE, strength);
			return await imageUrlBody(item, (imageUrl) => ({ image_url: imageUrl, ...request }));
		});
	},
};

export const ideogram4Operations: [Operation, ...Operation[]] = [generate, remix];
