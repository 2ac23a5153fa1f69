import { readFileSync } from 'fs-extra';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { parse } from 'yaml';
import { z } from 'zod';
import { IdeogramTurbo } from '../nodes/Ideogram/IdeogramTurbo.node';
import { IdeogramV2 } from '../nodes/Ideogram/IdeogramV2.node';
import { RemoveBackground } from '../nodes/RemoveBackground/RemoveBackground.node';
import { type Operation, operationsOf } from '../tools/sandbox/description';

const described = operationsOf(parse(readFileSync('tools/sandbox/openapi.yaml', 'utf8')));

/** What a schema says of one field; of a palette's, its only property speaks for it. */
const fieldSchema = z.object({
	type: z.unknown(),
	enum: z.array(z.string()).optional(),
	default: z.unknown(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	properties: z.object({ name: z.object({ enum: z.array(z.string()) }) }).optional(),
});
type Field = z.infer<typeof fieldSchema>;

const properties = z.object({ properties: z.record(z.unknown()) });
const fieldsIn = (schema: unknown): Array<[string, Field]> =>
	Object.entries(properties.parse(schema).properties).flatMap(([name, field]) =>
		name === 'image_request' ? fieldsIn(field) : [[name, fieldSchema.parse(field)]],
	);

/** The name of a field in requests, and that of the node's parameter for it. Files have parameters of their own kind. */
const PARAMETERS: Readonly<Record<string, string>> = {
	prompt: 'prompt',
	negative_prompt: 'options.negativePrompt',
	aspect_ratio: 'aspectRatio',
	image_weight: 'imageWeight',
	seed: 'options.seed',
	magic_prompt_option: 'options.magicPrompt',
	style_type: 'options.styleType',
	color_palette: 'options.colorPalette',
	image_file: 'binaryPropertyName',
	mask: 'options.maskBinaryPropertyName',
	model: 'options.model',
	image_url: 'imageUrl',
	sync_mode: 'options.syncMode',
	request_id: 'request',
};

/** Nothing of these is asked for: the node sends its own model. */
const isOwnModel = (name: string, { enum: values = [] }: Field) =>
	name === 'model' && values.length === 1;

const shownFor = (node: INodeType, operation: string): INodeProperties[] =>
	node.description.properties.filter((property) =>
		property.displayOptions?.show?.operation?.includes(operation),
	);

/** A parameter that a node shows for an operation; `options.x` is x in the collection of options. */
function parameterOf(node: INodeType, operation: string, path: string) {
	const [outer = '', inner] = path.split('.');
	const shown = shownFor(node, operation).find(({ name }) => name === outer);
	if (inner === undefined) return shown;
	return shown?.options
		?.flatMap((option) => ('type' in option ? [option] : []))
		.find(({ name }) => name === inner);
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [option.value] : []));

const NODES = [
	{ node: new IdeogramV2(), tag: 'v2', operations: ['generate', 'describe', 'edit', 'remix'] },
	{
		node: new IdeogramTurbo(),
		tag: 'turbo',
		operations: ['generate', 'describe', 'edit', 'remix'],
	},
];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const OPERATIONS = [
	...NODES.flatMap(({ node, tag, operations }) =>
		operations.map((operation) => ({ node, operation, operationId: tag + capital(operation) })),
	),
	{ operation: 'remove', operationId: 'removeBackground' },
	{ operation: 'submit', operationId: 'removeBackground' },
	{ operation: 'getStatus', operationId: 'requestStatus' },
	{ operation: 'waitForResult', operationId: 'requestStatus' },
].map((one) => ({ node: new RemoveBackground(), ...one }));

test('every operation of the API is one of a node, and the other way round', () => {
	const known = described.map(({ operationId }) => operationId);
	expect([...new Set(OPERATIONS.map(({ operationId }) => operationId))].sort()).toEqual(
		known.sort(),
	);
	const offered = [...NODES.map(({ node }) => node), new RemoveBackground()].flatMap(
		({ description }) =>
			description.properties
				.filter(({ name }) => name === 'operation')
				.flatMap((property) => valuesOf(property)),
	);
	expect(offered.sort()).toEqual(OPERATIONS.map(({ operation }) => operation).sort());
});

describe.each(OPERATIONS)(
	'$operation of $node.description.displayName',
	({ node, operation, operationId }) => {
		const { schema } = described.find((one) => one.operationId === operationId) ?? NONE;
		const fields = fieldsIn(schema).filter(([name, field]) => !isOwnModel(name, field));

		test.each(fields)(
			'has a parameter for %s, with its values, default and range',
			(name, field) => {
				const parameter = parameterOf(node, operation, PARAMETERS[name] ?? '');
				if (!parameter) throw new RangeError(`${operation} has no parameter for ${name}`);
				const values = field.enum ?? field.properties?.name.enum;
				if (values) expect(valuesOf(parameter).sort()).toEqual([...values].sort());
				if (field.default !== undefined) expect(parameter.default).toBe(field.default);
				expect(parameter.typeOptions?.minValue).toBe(field.minimum);
				expect(parameter.typeOptions?.maxValue).toBe(field.maximum);
			},
		);

		test('has no parameter for what the API does not know', () => {
			const ways = Object.entries(PARAMETERS);
			const known = fields.map(([name]) => name);
			for (const [name, path] of ways) {
				if (known.includes(name)) continue;
				// Remove Background sends a file in the same field as a link.
				if (name === 'image_file' && known.includes('image_url')) continue;
				if (name === 'image_url' && known.includes('image_file')) continue;
				expect([name, parameterOf(node, operation, path)]).toEqual([name, undefined]);
			}
		});
	},
);

test('the model to edit with is the own one unless it is changed', () => {
	for (const { node, tag } of NODES) {
		const model = parameterOf(node, 'edit', 'options.model');
		expect(model?.default).toBe(tag === 'v2' ? 'V_2' : 'V_2_TURBO');
	}
});

const NONE: Pick<Operation, 'schema'> = { schema: {} };
