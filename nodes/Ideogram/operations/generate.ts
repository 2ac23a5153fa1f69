import { jsonBody } from '../../shared/http/body/requestBody';
import type { Operation } from '../../shared/items/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { AN_IMAGE, imageItem } from '../../shared/jobs/results';
import { ASPECT_RATIO, PROMPT } from '../fields';
import { endpointOf, type IdeogramModel, imageRequest } from '../models';

export const generate = (model: IdeogramModel): Operation => ({
	menuEntry: {
		name: 'Generate Image',
		value: 'generate',
		action: 'Generate image',
		description: 'Make a new image from a prompt',
	},
	fields: [
		PROMPT,
		ASPECT_RATIO,
		optionsField(...model.imageOptions.map(({ property }) => property), ...WAITING_OPTIONS),
	],

	async execute(item) {
		const answer = await submitAndWait(item, {
			endpoint: endpointOf(model, 'generate'),
			expected: AN_IMAGE,
			prepare: async () => jsonBody({ image_request: imageRequest(item.parameters, model) }),
		});
		return await imageItem(item, answer);
	},
});
