import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { jsonBody, jsonBodyWithFile, type RequestBody } from '../shared/http/body/requestBody';
import { Failure, shown } from '../shared/http/failure';
import type { Endpoint } from '../shared/http/gateway';
import { objectIn } from '../shared/http/json';
import type { Item } from '../shared/items/item';
import { readWireFields } from '../shared/items/wireFields';
import type { Order } from '../shared/jobs/jobs';
import { MEDIA_UPLOAD_FORMATS } from '../shared/media/formats';
import { imageUrlBody } from '../shared/media/imageUrlBody';
import { binaryFile } from '../shared/media/inputFiles';
import { parseWebUrl } from '../shared/media/links';
import { type Model, modelAt } from './catalogue';
import { imageFieldOf, optionalFieldsOf, OTHER, requiredFieldsOf, wireOf } from './modelFields';
import { expectedOf } from './results';

const OF_OTHER = { show: { model: [OTHER] } };

/** The fields for a model that isn't in the catalogue. */
export const OTHER_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. veo/v1/text-to-video',
		description:
			"The path of the model's endpoint, as its page at https://www.pixazo.ai/models gives it. A whole URL has to be at the Base URL in the credential.",
		displayOptions: OF_OTHER,
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		required: true,
		default: '{}',
		description: "The request as a JSON object, as the model's page describes it",
		displayOptions: OF_OTHER,
	},
];

const ADDITIONAL_FIELDS: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'json',
	default: '{}',
	description:
		'More fields of the request as a JSON object, such as new ones of the model. They replace fields of the same name.',
	displayOptions: { hide: { '/model': [OTHER] } },
};

const FILE_FIELD: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the binary file data to be processed',
	description:
		'A file to put into the body. PNG, JPEG, WebP, MP4, MP3, or WAV, at most 10 MB. Some models take only public links.',
	typeOptions: { binaryDataProperty: true },
	displayOptions: { show: { '/model': [OTHER] } },
};

const FILE_BODY_FIELD = {
	displayName: 'Input Body Field',
	name: 'inputBodyField',
	type: 'string',
	default: 'image_url',
	placeholder: 'e.g. content.1.image_url.url',
	description:
		'The field of the body that takes the file, as a data URI. Use dots for nested fields and numbers for places in lists.',
	displayOptions: { show: { '/model': [OTHER] } },
} satisfies INodeProperties;

export const REQUEST_OPTIONS: readonly INodeProperties[] = [
	ADDITIONAL_FIELDS,
	FILE_FIELD,
	FILE_BODY_FIELD,
];

/**
 * The request that runs the chosen model.
 *
 * @throws Failure if there is no such model, or its URL isn't on the gateway.
 */
export function orderOf(item: Item): Order {
	const chosen = item.parameters.text('model', 'Model');
	const model = modelAt(chosen);
	if (model === undefined && chosen !== OTHER) {
		throw new Failure(
			`"Model" is ${JSON.stringify(shown(chosen))}, which is not in the list`,
			'Choose a model from the list, or Other Model (by Path) with this path.',
		);
	}
	return {
		endpoint: model === undefined ? endpointAt(item) : { path: model.path, title: model.name },
		expected: expectedOf(item),
		isQueued: true,
		prepare: async () => (model === undefined ? await givenBody(item) : await bodyOf(item, model)),
	};
}

/** The body with the fields of the chosen model. Stored values of other models aren't sent. */
async function bodyOf(item: Item, model: Model): Promise<RequestBody> {
	const { parameters } = item;
	const fields: IDataObject = {
		...readWireFields(parameters, requiredFieldsOf(model).map(wireOf)),
		...readWireFields(parameters, optionalFieldsOf(model).map(wireOf), 'fields'),
	};
	const { name, displayName } = ADDITIONAL_FIELDS;
	const more = parameters.optionalObject(`options.${name}`, displayName);
	const image = imageFieldOf(model);
	const isGiven = image !== undefined && more?.[image.name] !== undefined;
	if (image === undefined || isGiven) return jsonBody({ ...fields, ...more });
	return await imageUrlBody(item, (url) => ({
		...fields,
		[image.name]: image.type === 'images' ? [url] : url,
		...more,
	}));
}

function endpointAt({ run: { gateway }, parameters }: Item): Endpoint {
	const path = parameters.text('path', 'Path');
	const url = parseWebUrl(URL.canParse(path, gateway.url('')) ? gateway.url(path) : '');
	if (url !== undefined && gateway.isOwn(url.href)) {
		return { path: url.href, title: `the model at ${shown(path)}` };
	}
	throw new Failure(
		`"Path" is ${JSON.stringify(shown(path))}, which is not at the Base URL in the credential`,
		`Enter the path alone, such as veo/v1/text-to-video, or a URL that begins with ${gateway.url('')}. Nothing was sent.`,
	);
}

async function givenBody(item: Item): Promise<RequestBody> {
	const { parameters } = item;
	const body = parameters.optionalObject('body', 'Body') ?? {};
	const file = { name: `options.${FILE_FIELD.name}`, title: FILE_FIELD.displayName };
	if (parameters.optionalFileField(file.name, file.title) === undefined) return jsonBody(body);
	const { name, displayName, default: preferred } = FILE_BODY_FIELD;
	const place = parameters.optionalText(`options.${name}`, displayName) ?? preferred;
	const build = (text: string) => ({ ...objectIn(withTextAt(body, place.split('.'), text)) });
	return jsonBodyWithFile(build, await binaryFile(item, file, MEDIA_UPLOAD_FORMATS));
}

/** The JSON with a text at a path, which is created if it doesn't exist. */
function withTextAt(json: unknown, [name, ...rest]: readonly string[], text: string): unknown {
	if (name === undefined) return text;
	if (!/^\d+$/.test(name) || objectIn(json) !== undefined) {
		const fields = objectIn(json);
		return { ...fields, [name]: withTextAt(fields?.[name], rest, text) };
	}
	const list: unknown[] = Array.isArray(json) ? [...json] : [];
	const position = Math.min(Number(name), list.length);
	list[position] = withTextAt(list[position], rest, text);
	return list;
}
