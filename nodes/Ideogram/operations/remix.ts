import type { INodeProperties } from 'n8n-workflow';
import { inputImage, inputImageFields } from '../../shared/media/inputFields';
import { submitAndWait } from '../../shared/jobs';
import { multipartBody } from '../../shared/http/multipart';
import type { Operation } from '../../shared/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/options';
import { ASPECT_RATIO, IMAGE_OPTIONS, imageRequest, PROMPT } from '../fields';
import type { IdeogramModel } from '../models';
import { pictureItem } from '../results';

const IMAGE_WEIGHT: INodeProperties = {
	displayName: 'Image Weight',
	name: 'imageWeight',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 50,
	description: 'How much of the input image to keep: 1 to 100',
};

const ACTION = 'Remix an image';

export const remix = (model: IdeogramModel): Operation => ({
	option: {
		name: ACTION,
		value: 'remix',
		action: ACTION,
		description: 'Paint a new image from another one and a prompt',
	},
	fields: [
		...inputImageFields('binary'),
		PROMPT,
		ASPECT_RATIO,
		IMAGE_WEIGHT,
		optionsField(...IMAGE_OPTIONS, ...WAITING_OPTIONS),
	],

	async execute(item) {
		const answer = await submitAndWait(item, `${model.path}/remix`, async () => {
			const request = {
				...imageRequest(item.parameters, model),
				image_weight: item.parameters.integer('imageWeight', 'Image Weight', 1, 100),
			};
			return multipartBody([
				{ field: 'image_request', content: JSON.stringify(request) },
				{ field: 'image_file', content: await inputImage(item) },
			]);
		});
		return await pictureItem(item, answer);
	},
});
