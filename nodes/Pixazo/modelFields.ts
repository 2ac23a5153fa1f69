import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { WireField } from '../shared/items/wireFields';
import { BINARY_FIELD, inputImageFields } from '../shared/media/inputFields';
import { DESCRIBED, LISTED, type Model, type ModelField } from './catalogue';
import words from './fieldWords.json';

/** The value of `model` for a model that isn't in the catalogue. */
export const OTHER = 'other';

interface Words {
	readonly label: string;
	readonly description?: string;
	readonly rows?: number;
}

const WORDS: Readonly<Record<string, Words | undefined>> = words;

/** A field's label. */
export const labelOf = ({ name, label }: ModelField): string => label ?? WORDS[name]?.label ?? name;

const isImage = ({ type }: ModelField): boolean => type === 'image' || type === 'images';

/** The field for the input image, if the model has one. */
export const imageFieldOf = ({ fields }: Model): ModelField | undefined => fields.find(isImage);

export const requiredFieldsOf = ({ fields }: Model): readonly ModelField[] =>
	fields.filter((field) => field.required === true && !isImage(field));

export const optionalFieldsOf = ({ fields }: Model): readonly ModelField[] =>
	fields.filter(({ required }) => required !== true);

/** How a field is read and sent, under its own name. */
export const wireOf = (field: ModelField): WireField => ({
	wire: field.name,
	property: propertyOf(field),
	...(field.required && { isRequired: true }),
	...(field.type === 'link' && { isLink: true }),
	...(typeof field.choices?.[0] === 'number' && { sent: Number }),
});

/**
 * The fields of the node: the list of models, the required fields of the chosen model, and a collection of its
 * optional fields.
 */
export const modelFields = (models: readonly Model[]): INodeProperties[] => [
	modelList(models),
	...shownFor(models.filter(imageFieldOf), IMAGE_FIELDS),
	...requiredFields(models),
	...optionalFields(models),
];

const IMAGE_FIELDS = inputImageFields('binary').map((field) =>
	field.name === BINARY_FIELD.name
		? { ...field, description: `${field.description} Some models take only public links.` }
		: field,
);

function modelList(models: readonly Model[]): INodeProperties {
	const first = models[0]?.path ?? OTHER;
	const asOf = `Listed by Pixazo in ${LISTED}, with the fields of its pages of ${DESCRIBED}`;
	return {
		displayName: 'Model',
		name: 'model',
		type: 'options',
		// With an expression, n8n would ask for the required fields of all models at once.
		noDataExpression: true,
		required: true,
		options: [
			...models.map(({ name, path }) => ({
				name,
				value: path,
				...(path === first && { description: asOf }),
			})),
			{
				name: 'Other Model (by Path)',
				value: OTHER,
				description: 'Any model of Pixazo, by the path and the JSON body that its page gives',
			},
		],
		default: first,
		description: `The model to run. ${asOf}. To choose it by expression, use Other Model (by Path).`,
	};
}

/** Fields with the same name, type, and choices are one parameter. It keeps its value when the model changes. */
function requiredFields(models: readonly Model[]): INodeProperties[] {
	const identity = ({ name, type, choices }: ModelField) => JSON.stringify([name, type, choices]);
	const fields = models.flatMap((model) =>
		requiredFieldsOf(model).map((field) => ({ model, field })),
	);
	return [...groupedBy(fields, ({ field }) => identity(field))].flatMap(([first, ...more]) => {
		return shownFor(
			[first, ...more].map(({ model }) => model),
			[propertyOf(first.field)],
		);
	});
}

/**
 * One collection for each set of optional fields. A single collection doesn't work: if options in one collection have
 * the same name, n8n 1.123 always adds the default of the first.
 */
function optionalFields(models: readonly Model[]): INodeProperties[] {
	const withOptions = models.filter((model) => optionalFieldsOf(model).length > 0);
	const groups = groupedBy(withOptions, (model) => JSON.stringify(optionalFieldsOf(model)));
	return [...groups].flatMap(([first, ...more]) =>
		shownFor(
			[first, ...more],
			[
				{
					displayName: 'Optional Fields',
					name: 'fields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					description: 'What else the model takes. Fields that are not added are not sent.',
					options: optionalFieldsOf(first).map(propertyOf).sort(byName),
				},
			],
		),
	);
}

const shownFor = (
	models: readonly Model[],
	fields: readonly INodeProperties[],
): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: {
			show: { model: models.map(({ path }) => path), ...field.displayOptions?.show },
		},
	}));

type Group<T> = [T, ...T[]];

function groupedBy<T>(values: readonly T[], key: (value: T) => string): Iterable<Group<T>> {
	const groups = new Map<string, Group<T>>();
	for (const value of values) {
		const name = key(value);
		const group = groups.get(name);
		if (group) group.push(value);
		else groups.set(name, [value]);
	}
	return groups.values();
}

// Not `localeCompare`: its first call takes 15 ms of n8n's start, to load the rules of all languages.
const byName = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName < b.displayName ? -1 : 1;

function propertyOf(field: ModelField): INodeProperties {
	const range = field.min === undefined ? '' : ` (${field.min} to ${field.max})`;
	const description = field.description ?? WORDS[field.name]?.description;
	return {
		displayName: labelOf(field),
		...(field.required ? { name: `field_${field.name}`, required: true } : { name: field.name }),
		...(description !== undefined && { description: `${description}${range}` }),
		...inputOf(field),
	};
}

/**
 * The parts of a parameter that depend on its type. A number without a default is empty, and isn't sent until it is
 * filled in.
 */
function inputOf(
	field: ModelField,
): Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties> {
	const { type, choices, min, max } = field;
	if (choices !== undefined) {
		return { type: 'options', options: optionsOf(choices), default: field.default ?? choices[0] };
	}
	switch (type) {
		case 'boolean':
			return { type, default: field.default ?? false };
		case 'integer':
		case 'number':
			return {
				type: 'number',
				typeOptions: {
					...(min !== undefined && { minValue: min, maxValue: max }),
					...(type === 'number' && { numberPrecision: 2 }),
				},
				default: field.default ?? '',
			};
		case 'json':
			return { type, default: '' };
		case 'link':
			return {
				type: 'string',
				default: '',
				placeholder: `e.g. https://example.com/${exampleFile(field)}`,
			};
		default: {
			const rows = WORDS[field.name]?.rows;
			return {
				type: 'string',
				...(rows !== undefined && { typeOptions: { rows } }),
				default: field.default ?? '',
			};
		}
	}
}

/** In the order of the page, which sorts sizes and ratios by size. */
const optionsOf = (choices: readonly (string | number)[]): INodePropertyOptions[] =>
	choices.map((value) => ({ name: titled(String(value)), value }));

const ABBREVIATION =
	/^(?!in$|on$|up$)([a-z]{2}|[a-z]+\d+|aac|avi|fbx|flac|gif|glb|jpe?g|mkv|mov|obj|ogg|pcm|png|stl|usdz|wav|web[mp])$/;

/** Turns "landscape_16_9" into "Landscape 16:9" and "webm_vp9" into "WEBM VP9". Other spellings stay as they are. */
function titled(choice: string): string {
	if (!/^[a-z]/.test(choice)) return choice;
	const words = choice.replace(/(?<=[a-z])_(\d+)_(\d+)$/, ' $1:$2').split(/[_ ]/);
	return words
		.map((word) =>
			ABBREVIATION.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
}

function exampleFile({ name }: ModelField): string {
	if (/video/.test(name)) return 'clip.mp4';
	return /audio|speaker/.test(name) ? 'voice.mp3' : 'photo.jpg';
}
