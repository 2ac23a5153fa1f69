import type { INodeProperties } from 'n8n-workflow';
import { type FormPart, multipartBody } from '../../shared/http/body/multipart';
import type { Item } from '../../shared/items/item';
import type { Operation } from '../../shared/items/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { AN_IMAGE, imageItem } from '../../shared/jobs/results';
import { inputImage, inputImageFields } from '../../shared/media/inputFields';
import { binaryFile, linkedFile } from '../../shared/media/inputFiles';
import { PROMPT } from '../fields';
import { endpointOf, type IdeogramModel } from '../models';

const MASK_FIELD = { name: 'options.maskBinaryPropertyName', title: 'Mask Input Data Field Name' };
const MASK_URL = { name: 'options.maskUrl', title: 'Mask URL' };

/** Ideogram's own documentation says that black is edited. Pixazo's page doesn't say it. */
const MASK_FIELDS: readonly INodeProperties[] = [
	{
		displayName: MASK_FIELD.title,
		name: 'maskBinaryPropertyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. mask',
		hint: 'The name of the input field containing the binary file data of the mask',
		description:
			'A black and white image of the same size as the image. Black parts are edited, white parts are kept.',
		typeOptions: { binaryDataProperty: true },
	},
	{
		displayName: MASK_URL.title,
		name: 'maskUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/mask.png',
		description: 'A link to the mask, instead of a file in the item',
	},
];

const modelField = ({ id, edit }: IdeogramModel): INodeProperties => ({
	displayName: 'Model',
	name: 'model',
	type: 'options',
	options: edit.models.map((value) => ({ name: value.replaceAll('_', ' '), value })),
	default: id,
	description: 'The model that edits the image',
});

export const edit = (model: IdeogramModel): Operation => ({
	menuEntry: {
		name: 'Edit Image',
		value: 'edit',
		action: 'Edit image',
		description: 'Change an image, or the masked parts of it, with a prompt',
	},
	fields: [
		...inputImageFields('binary'),
		PROMPT,
		optionsField(
			...(model.edit.takesMask ? MASK_FIELDS : []),
			...(model.edit.models.length > 1 ? [modelField(model)] : []),
			...WAITING_OPTIONS,
		),
	],

	async execute(item) {
		const { parameters } = item;
		const answer = await submitAndWait(item, {
			endpoint: endpointOf(model, 'edit'),
			expected: AN_IMAGE,
			prepare: async () => {
				const prompt = parameters.text('prompt', 'Prompt');
				const chosen = parameters.optionalChoice('options.model', 'Model', model.edit.models);
				const image = await inputImage(item);
				return multipartBody([
					{ field: 'image_file', content: image },
					...(model.edit.takesMask ? await maskOf(item) : []),
					{ field: 'prompt', content: prompt },
					{ field: 'model', content: chosen ?? model.id },
				]);
			},
		});
		return await imageItem(item, answer);
	},
});

/** The form has no part for the mask if there is none. A file in the item comes before a link. */
async function maskOf(item: Item): Promise<FormPart[]> {
	const { parameters } = item;
	if (parameters.optionalFileField(MASK_FIELD.name, MASK_FIELD.title) !== undefined) {
		return [{ field: 'mask', content: await binaryFile(item, MASK_FIELD) }];
	}
	if (parameters.optionalFileLink(MASK_URL.name, MASK_URL.title) === undefined) return [];
	return [{ field: 'mask', content: await linkedFile(item, MASK_URL) }];
}
