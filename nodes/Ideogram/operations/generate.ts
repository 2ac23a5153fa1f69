import { submitAndWait } from '../../shared/jobs';
import type { Operation } from '../../shared/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/options';
import { jsonBody } from '../../shared/http/requestBody';
import { ASPECT_RATIO, IMAGE_OPTIONS, imageRequest, PROMPT } from '../fields';
import type { IdeogramModel } from '../models';
import { pictureItem } from '../results';

const ACTION = 'Generate an image';

export const generate = (model: IdeogramModel): Operation => ({
	option: {
		name: ACTION,
		value: 'generate',
		action: ACTION,
		description: 'Paint a new image from a prompt',
	},
	fields: [PROMPT, ASPECT_RATIO, optionsField(...IMAGE_OPTIONS, ...WAITING_OPTIONS)],

	async execute(item) {
		const answer = await submitAndWait(item, `${model.path}/generate`, async () =>
			jsonBody({ image_request: imageRequest(item.parameters, model) }),
		);
		return await pictureItem(item, answer);
	},
});
