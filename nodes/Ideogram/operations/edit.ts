import type { INodeProperties } from 'n8n-workflow';
import { inputImage, inputImageFields } from '../../shared/media/inputFields';
import { binaryImage, type InputImage, linkedImage } from '../../shared/media/inputImages';
import type { Item } from '../../shared/item';
import { submitAndWait } from '../../shared/jobs';
import { multipartBody } from '../../shared/http/multipart';
import type { Operation } from '../../shared/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/options';
import { PROMPT } from '../fields';
import { type IdeogramModel, V2, V2_TURBO } from '../models';
import { pictureItem } from '../results';

const MODELS = [V2.id, V2_TURBO.id];

const MODEL: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	options: MODELS.map((id) => ({ name: id.replaceAll('_', ' '), value: id })),
	default: '',
	description: "The model to edit with, if it is not to be the node's own",
};

const editOptions = (model: IdeogramModel): readonly INodeProperties[] => [
	{
		displayName: 'Mask Input Data Field Name',
		name: 'maskBinaryPropertyName',
		type: 'string',
		default: '',
		hint: 'The name of the input field containing the binary file data of the mask',
		description: 'Which parts of the image are to be changed, as an image of the same size',
	},
	{
		displayName: 'Mask URL',
		name: 'maskUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/mask.png',
		description: 'A link to the mask, instead of a file in the item',
	},
	{ ...MODEL, default: model.id },
];

const ACTION = 'Edit an image';

export const edit = (model: IdeogramModel): Operation => ({
	option: {
		name: ACTION,
		value: 'edit',
		action: ACTION,
		description: 'Change an image, or the masked parts of it, as a prompt says',
	},
	fields: [
		...inputImageFields('binary'),
		PROMPT,
		optionsField(...editOptions(model), ...WAITING_OPTIONS),
	],

	async execute(item) {
		const answer = await submitAndWait(item, `${model.path}/edit`, async () => {
			const { parameters } = item;
			const prompt = parameters.text('prompt', 'Prompt');
			const modelId = parameters.optionalChoice('options.model', 'Model', MODELS) ?? model.id;
			const image = await inputImage(item);
			const mask = await maskImage(item);
			return multipartBody([
				{ field: 'image_file', content: image },
				...(mask ? [{ field: 'mask', content: mask }] : []),
				{ field: 'prompt', content: prompt },
				{ field: 'model', content: modelId },
			]);
		});
		return await pictureItem(item, answer);
	},
});

/** A file in the item counts before a link. */
async function maskImage(item: Item): Promise<InputImage | undefined> {
	const { parameters } = item;
	const field = 'options.maskBinaryPropertyName';
	const link = 'options.maskUrl';
	if (parameters.optionalBinary(field) !== undefined) {
		return await binaryImage(item, field, 'Mask Input Data Field Name');
	}
	if (parameters.optionalText(link, 'Mask URL') === undefined) return undefined;
	return await linkedImage(item, link, 'Mask URL');
}
