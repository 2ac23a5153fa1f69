import { Failure } from '../../shared/http/failure';
import { inputImage, inputImageFields } from '../../shared/media/inputFields';
import { submitAndWait } from '../../shared/jobs';
import { present } from '../../shared/http/jsonShapes';
import { multipartBody } from '../../shared/http/multipart';
import type { Operation } from '../../shared/operation';
import { ANSWER_OPTIONS, optionsField } from '../../shared/options';
import { resultItem } from '../../shared/results';
import type { IdeogramModel } from '../models';

const ACTION = 'Describe an image';

export const describe = (model: IdeogramModel): Operation => ({
	option: {
		name: ACTION,
		value: 'describe',
		action: ACTION,
		description: 'Put into words what an image shows',
	},
	fields: [...inputImageFields('binary'), optionsField(...ANSWER_OPTIONS)],

	async execute(item) {
		const answer = await submitAndWait(item, `${model.path}/describe`, async () =>
			multipartBody([{ field: 'image_file', content: await inputImage(item) }]),
		);
		const { created, description } = answer;
		if (description === undefined) throw withoutDescription();
		return await resultItem(item, answer, present({ description, created }));
	},
});

const withoutDescription = (): Failure =>
	new Failure(
		'The answer has no description',
		'JSON of another shape than the one documented arrived. The request may have been charged.',
	);
