import { multipartBody } from '../../shared/http/body/multipart';
import { withoutUndefined } from '../../shared/http/json';
import type { Operation } from '../../shared/items/operation';
import { ANSWER_OPTIONS, optionsField } from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { A_DESCRIPTION, resultItem } from '../../shared/jobs/results';
import { inputImage, inputImageFields } from '../../shared/media/inputFields';
import { endpointOf, type IdeogramModel } from '../models';

export const describe = (model: IdeogramModel): Operation => ({
	menuEntry: {
		name: 'Describe Image',
		value: 'describe',
		action: 'Describe image',
		description: 'Write a text that describes an image',
	},
	fields: [...inputImageFields('binary'), optionsField(...ANSWER_OPTIONS)],

	async execute(item) {
		const { description, created, ...answer } = await submitAndWait(item, {
			endpoint: endpointOf(model, 'describe'),
			expected: A_DESCRIPTION,
			prepare: async () =>
				multipartBody([{ field: 'image_file', content: await inputImage(item) }]),
		});
		const simplified = withoutUndefined({ description, created });
		return await resultItem(
			item,
			{ ...answer, description, created, media: [] },
			A_DESCRIPTION,
			simplified,
		);
	},
});
