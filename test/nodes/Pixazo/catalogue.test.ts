import { z } from 'zod';
import { MODELS, type ModelField } from '../../../nodes/Pixazo/catalogue';
import words from '../../../nodes/Pixazo/fieldWords.json';
import catalogue from '../../../nodes/Pixazo/models.json';

const KINDS = [
	...(['text to image', 'image to image', 'background removal', 'upscaling'] as const),
	...(['restoration', 'text to video', 'image to video', 'video to video', 'lip sync'] as const),
	...(['speech', 'speech to text', 'music', 'sound effects', '3D', 'try-on'] as const),
] as const;

const month = z.string().regex(/^[A-Z][a-z]+ 20\d\d$/);

const field = z
	.object({
		name: z.string().regex(/^\w+$/),
		type: z.enum(['string', 'integer', 'number', 'boolean', 'json', 'link', 'image', 'images']),
		required: z.literal(true).optional(),
		default: z.union([z.string(), z.number(), z.boolean()]).optional(),
		choices: z.union([z.array(z.string()).min(2), z.array(z.number()).min(2)]).optional(),
		min: z.number().optional(),
		max: z.number().optional(),
		label: z.string().optional(),
		description: z.string().optional(),
	})
	.strict();

const schema = z
	.object({
		listed: month,
		described: month,
		models: z.array(
			z
				.object({
					name: z
						.string()
						.regex(/^[^:]+: [^:]+$/)
						.max(49),
					kind: z.enum(KINDS),
					path: z.string().regex(/^[\w.-]+(\/[\w.-]+)+$/),
					page: z.string().regex(/^[a-z\d-]+$/),
					fields: z.array(field).min(1),
				})
				.strict(),
		),
	})
	.strict();

const typeOfDefault: Record<string, string> = { integer: 'number', json: 'undefined' };

const withFields = MODELS.flatMap(({ name, fields }) => fields.map((one) => ({ name, one })));

const failing = (isRight: (one: ModelField) => boolean): string[] =>
	withFields.filter(({ one }) => !isRight(one)).map(({ name, one }) => `${name}: ${one.name}`);

describe('the catalogue of models', () => {
	it('has the form that the node reads', () => {
		expect(schema.parse(catalogue)).toEqual(catalogue);
	});

	it('has at least 60 models of all kinds', () => {
		expect(MODELS.length).toBeGreaterThanOrEqual(60);
		expect(new Set(MODELS.map(({ kind }) => kind))).toEqual(new Set(KINDS));
	});

	it('names each model, each path, and each field of a model once', () => {
		const doublesIn = (values: string[]) =>
			values.filter((value, index) => values.indexOf(value) < index);
		expect(doublesIn(MODELS.map(({ name }) => name))).toEqual([]);
		expect(doublesIn(MODELS.map(({ path }) => path))).toEqual([]);
		expect(doublesIn(withFields.map(({ name, one }) => `${name}: ${one.name}`))).toEqual([]);
	});

	it('begins with Ideogram V4 and goes on in alphabetical order', () => {
		const names = MODELS.map(({ name }) => name);
		expect(names[0]).toBe('Ideogram V4: Text to Image');
		const others = names.filter((name) => !name.startsWith('Ideogram'));
		expect(names.slice(-others.length)).toEqual(others);
		expect(others).toEqual(
			[...others].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
		);
	});

	it('offers no model that Pixazo has retired', () => {
		expect(MODELS.filter(({ path }) => path.startsWith('ideogramV_2'))).toEqual([]);
	});

	it('asks for at most one image from the item, and only where the model requires one', () => {
		const images = MODELS.map(({ fields }) =>
			fields.filter(({ type }) => type.startsWith('image')),
		);
		expect(images.filter((fields) => fields.length > 1)).toEqual([]);
		expect(images.flat().filter(({ required }) => required !== true)).toEqual([]);
	});

	it('has whole ranges of numbers, and defaults of the type, in the range, and among the choices', () => {
		const wrong = failing(({ type, default: value, choices, min, max }) => {
			const hasRange = min !== undefined || max !== undefined;
			if (hasRange && !(Number(min) < Number(max) && /integer|number/.test(type))) return false;
			if (value === undefined) return true;
			const isInRange =
				typeof value !== 'number' || (value >= (min ?? value) && value <= (max ?? value));
			const isChoice = choices === undefined || choices.some((choice) => choice === value);
			return typeof value === (typeOfDefault[type] ?? type) && isInRange && isChoice;
		});
		expect(wrong).toEqual([]);
	});

	it('has words for each field that is shown, and for no other', () => {
		const shown = withFields.filter(({ one }) => !one.type.startsWith('image'));
		expect(new Set(Object.keys(words))).toEqual(new Set(shown.map(({ one }) => one.name)));
	});

	it('takes less than 100 kB, packed or not', () => {
		expect(JSON.stringify([catalogue, words]).length).toBeLessThan(100_000);
	});
});
