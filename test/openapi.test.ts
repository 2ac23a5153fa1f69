import type { INodeProperties, INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { modelAt } from '../nodes/Pixazo/catalogue';
import { describedOperations } from '../tools/sandbox/description';
import { OWN_NODES } from './support/ownNodes.mjs';

const described = describedOperations();

/** What a schema says of one field; of a palette's, its only property speaks for it. */
const fieldSchema = z.object({
	type: z.string().optional(),
	enum: z.array(z.union([z.string(), z.number()])).optional(),
	default: z.unknown(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	properties: z.object({ name: z.object({ enum: z.array(z.string()) }) }).optional(),
	/** A size is one of several names, or an object, which the node calls "custom". */
	anyOf: z.array(z.object({ enum: z.array(z.string()).default(['custom']) })).optional(),
});
type Field = z.infer<typeof fieldSchema>;

const objectSchema = z.object({
	properties: z.record(z.unknown()).default({}),
	allOf: z.array(z.unknown()).default([]),
});

/** The fields of a schema and of those that it extends, with the model's value in the end. */
function fieldsIn(schema: unknown): Map<string, Field> {
	const { properties, allOf } = objectSchema.parse(schema);
	const own = Object.entries(properties).flatMap(([name, field]) =>
		name === 'image_request' ? [...fieldsIn(field)] : [[name, fieldSchema.parse(field)] as const],
	);
	return new Map([...allOf.flatMap((base) => [...fieldsIn(base)]), ...own]);
}

/** What a node calls a field of requests, if it isn't the same name in camel case. */
const PARAMETERS: Readonly<Record<string, string>> = {
	...{ image_file: 'binaryPropertyName', mask: 'maskBinaryPropertyName' },
	...{ magic_prompt_option: 'magicPrompt', expansion_model: 'promptExpansion' },
	...{ enable_safety_checker: 'safetyChecker', request_id: 'request' },
};

const parameterName = (field: string): string =>
	PARAMETERS[field] ?? field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The parameter for a field that a node shows for an operation, at the top or among its options. */
function parameterOf(node: INodeType, operation: string, field: string) {
	const shown = node.description.properties.filter(({ displayOptions }) =>
		displayOptions?.show?.operation?.includes(operation),
	);
	const options = shown
		.filter(({ name }) => name === 'options')
		.flatMap((one) => one.options ?? []);
	const fields = options.flatMap((option) => ('type' in option ? [option] : []));
	return [...shown, ...fields].find(({ name }) => name === parameterName(field));
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [option.value] : []));

const idOf = (prefix: string) => (operation: string) =>
	prefix + operation.charAt(0).toUpperCase() + operation.slice(1);

/** For each node but the one for any model, the operation of the API behind each of its own. */
const API_OPERATIONS: Readonly<Record<string, (operation: string) => string>> = {
	ideogram: idOf('v2'),
	ideogramTurbo: idOf('turbo'),
	ideogram4: idOf('v4'),
	removeBackground: (operation) =>
		['remove', 'submit'].includes(operation) ? 'removeBackground' : 'requestStatus',
};

const OPERATIONS = OWN_NODES.flatMap((node) => {
	const { name, properties } = node.description;
	if (name === 'pixazo') return [];
	const values = properties.filter((property) => property.name === 'operation').flatMap(valuesOf);
	return values.map((value) => {
		const operationId = API_OPERATIONS[name]?.(`${value}`) ?? name;
		return { node, operation: `${value}`, operationId };
	});
});

describe.each(OPERATIONS)(
	'$operation of $node.description.displayName',
	({ node, operation, operationId }) => {
		const described = schemaOf(operationId);
		const isOwnModel = (name: string) =>
			name === 'model' && described.get(name)?.enum?.length === 1;
		const fields = [...described].filter(([name]) => !isOwnModel(name));

		test.each(fields)(
			'has a parameter for %s with its values, default, and range',
			(name, field) => {
				const parameter = parameterOf(node, operation, name);
				if (!parameter) throw new RangeError(`${operation} has no parameter for ${name}`);
				const sizes = field.anyOf?.flatMap((one) => one.enum);
				const values = field.enum ?? field.properties?.name.enum ?? sizes;
				if (values) expect(valuesOf(parameter).sort()).toEqual([...values].sort());
				if (field.default !== undefined) expect(parameter.default).toBe(field.default);
				expect(parameter.typeOptions?.minValue).toBe(field.minimum);
				expect(parameter.typeOptions?.maxValue).toBe(field.maximum);
			},
		);

		test('has no parameter for what the API does not know', () => {
			const known = new Set(fields.map(([name]) => name));
			// A node that takes an image takes it as a file and as a link, whichever the API wants.
			if (known.has('image_file')) known.add('image_url');
			if (known.has('image_url')) known.add('image_file');
			const all = OPERATIONS.flatMap((one) => [...schemaOf(one.operationId).keys()]);
			const unknown = all.filter((name) => !known.has(name));
			expect(unknown.filter((name) => parameterOf(node, operation, name))).toEqual([]);
		});
	},
);

const MODELS = described.flatMap(({ operationId, path }) => {
	const model = modelAt(path.slice(1));
	return model ? [{ operationId, model }] : [];
});

test.each(MODELS)(
	'the catalogue has the described fields of $model.name',
	({ operationId, model }) => {
		const fields = schemaOf(operationId);
		for (const { name, default: usual, min, max } of model.fields) {
			const field = fields.get(name);
			if (!field) continue;
			expect([name, usual, min]).toEqual([name, field.default, field.minimum]);
			if (max !== undefined) expect([name, max]).toEqual([name, field.maximum]);
		}
		expect(model.fields.map(({ name }) => name)).toEqual(
			expect.arrayContaining([...fields.keys()]),
		);
	},
);

function schemaOf(operationId: string): Map<string, Field> {
	const operation = described.find((one) => one.operationId === operationId);
	if (!operation) throw new RangeError(`The API has no operation ${operationId}.`);
	return fieldsIn(operation.schema);
}
