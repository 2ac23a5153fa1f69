import type { INodeProperties } from 'n8n-workflow';
import { multipartBody } from '../../shared/http/body/multipart';
import type { Operation } from '../../shared/items/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { AN_IMAGE, imageItem } from '../../shared/jobs/results';
import { inputImage, inputImageFields } from '../../shared/media/inputFields';
import { ASPECT_RATIO, PROMPT } from '../fields';
import { endpointOf, type IdeogramModel, imageRequest } from '../models';

const IMAGE_WEIGHT: INodeProperties = {
	displayName: 'Image Weight',
	name: 'imageWeight',
	type: 'number',
	required: true,
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 50,
	description: 'How much of the input image to keep, from 1 to 100',
};

export const remix = (model: IdeogramModel): Operation => ({
	menuEntry: {
		name: 'Remix Image',
		value: 'remix',
		action: 'Remix image',
		description: 'Make a new image from another image and a prompt',
	},
	fields: [
		...inputImageFields('binary'),
		PROMPT,
		ASPECT_RATIO,
		IMAGE_WEIGHT,
		optionsField(...model.imageOptions.map(({ property }) => property), ...WAITING_OPTIONS),
	],

	async execute(item) {
		const answer = await submitAndWait(item, {
			endpoint: endpointOf(model, 'remix'),
			expected: AN_IMAGE,
			prepare: async () => {
				const request = {
					...imageRequest(item.parameters, model),
					image_weight: item.parameters.integer('imageWeight', 'Image Weight', 1, 100),
				};
				return multipartBody([
					{ field: 'image_request', content: JSON.stringify(request) },
					{ field: 'image_file', content: await inputImage(item) },
				]);
			},
		});
		return await imageItem(item, answer);
	},
});
