import { type INode, type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { MODELS } from '../../../nodes/Pixazo/catalogue';
import {
	imageFieldOf,
	modelFields,
	OTHER,
	optionalFieldsOf,
	requiredFieldsOf,
} from '../../../nodes/Pixazo/modelFields';

const properties = modelFields(MODELS);
const node: INode = {
	id: '',
	name: '',
	type: '',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const VEO = 'veo/v1/text-to-video';
const FLUX = 'flux-1-schnell/v1/getData';

/** What n8n keeps of stored parameters, as when the user chooses another model, and with the defaults of what is shown. */
const keptByN8n = (stored: INodeParameters): INodeParameters =>
	NodeHelpers.getNodeParameters(properties, stored, true, false, node, null) ?? {};

const shownFor = (model: string): INodeProperties[] =>
	properties.filter((property) => {
		const values = { inputSource: 'binary', ...keptByN8n({ model }), model };
		return NodeHelpers.displayParameter(values, property, node, null);
	});

const optionsOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter(
		(option): option is INodeProperties => 'displayName' in option && 'type' in option,
	);

const collections = properties.filter(({ name }) => name === 'fields');

describe('the fields of the Pixazo node', () => {
	it.each(MODELS.map((model) => [model.name, model] as const))(
		'for %s are those of its record',
		(_, model) => {
			const shown = shownFor(model.path);
			const names = requiredFieldsOf(model).map(({ name }) => `field_${name}`);
			expect(shown.filter(({ name }) => name.startsWith('field_')).map(({ name }) => name)).toEqual(
				expect.arrayContaining(names),
			);
			expect(shown.filter(({ name }) => name.startsWith('field_'))).toHaveLength(names.length);
			expect(shown.some(({ name }) => name === 'binaryPropertyName')).toBe(
				imageFieldOf(model) !== undefined,
			);
			const optional = shown.filter(({ name }) => name === 'fields').flatMap(optionsOf);
			expect(optional.map(({ name }) => name).sort()).toEqual(
				optionalFieldsOf(model)
					.map(({ name }) => name)
					.sort(),
			);
		},
	);

	it('are none but the list itself for another model by its path', () => {
		expect(shownFor(OTHER).map(({ name }) => name)).toEqual(['model']);
	});

	it('keep their values when the model changes, and lose what the new one does not have', () => {
		const stored = { model: FLUX, field_prompt: 'A kite', fields: { seed: 7, num_steps: 2 } };
		expect(keptByN8n({ ...stored, model: 'veo31f/v1/veo-3.1-fast/generate' })).toEqual({
			model: 'veo31f/v1/veo-3.1-fast/generate',
			field_prompt: 'A kite',
			fields: { seed: 7 },
		});
		expect(keptByN8n({ ...stored, model: VEO })).toEqual({
			model: VEO,
			field_prompt: 'A kite',
			fields: {},
		});
	});

	it('are one parameter where name, type, and choices are the same', () => {
		const required = properties.filter(({ name }) => name.startsWith('field_'));
		const identities = required.map(({ name, type, options }) =>
			JSON.stringify([name, type, options]),
		);
		expect(new Set(identities).size).toBe(required.length);
		expect(required.filter(({ name }) => name === 'field_prompt')).toHaveLength(1);
	});

	it('have one name and one label each within a collection, in alphabetical order', () => {
		for (const options of collections.map(optionsOf)) {
			const labels = options.map(({ displayName }) => displayName);
			expect(labels).toEqual([...new Set(labels)].sort());
			expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
		}
	});

	it('begin with the defaults, choices, and ranges of their own model', () => {
		const [collection] = shownFor(VEO).filter(({ name }) => name === 'fields');
		expect(collection && optionsOf(collection)).toContainEqual({
			displayName: 'Duration',
			name: 'duration',
			description: 'Length in seconds',
			type: 'options',
			options: [4, 6, 8].map((value) => ({ name: String(value), value })),
			default: 8,
		});
		const [edit] = shownFor(
			'grok-imagine-video-text-to-video/v1/grok-imagine-video-text-to-video-request',
		).filter(({ name }) => name === 'fields');
		expect(edit && optionsOf(edit)).toContainEqual({
			displayName: 'Duration',
			name: 'duration',
			description: 'Length in seconds (3 to 10)',
			type: 'number',
			typeOptions: { minValue: 3, maxValue: 10 },
			default: 6,
		});
	});

	it('give the choices of the page in its order, under titles', () => {
		const [size] = properties.filter(({ name }) => name === 'field_image_size');
		expect(size?.options).toEqual([
			{ name: 'Square HD', value: 'square_hd' },
			{ name: 'Square', value: 'square' },
			{ name: 'Portrait 4:3', value: 'portrait_4_3' },
			{ name: 'Portrait 16:9', value: 'portrait_16_9' },
			{ name: 'Landscape 4:3', value: 'landscape_4_3' },
			{ name: 'Landscape 16:9', value: 'landscape_16_9' },
		]);
	});

	it('say what they are for as n8n asks: "Whether" for switches, no full stop after one sentence', () => {
		const all = [...properties, ...collections.flatMap(optionsOf)];
		const switches = all.filter(({ type }) => type === 'boolean');
		expect(switches.filter(({ description }) => !description?.startsWith('Whether '))).toEqual([]);
		const stopped = all.filter(({ description = '' }) => /^[^.]*\.$/.test(description));
		expect(stopped).toEqual([]);
	});
});
