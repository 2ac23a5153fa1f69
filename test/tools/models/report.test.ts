import type { Model } from '../../../nodes/Pixazo/catalogue';
import { parsePage } from '../../../tools/models/page';
import { report } from '../../../tools/models/report';

/** A table as the pages have it: a paragraph for each cell. */
const table = (...rows: readonly string[][]): string => rows.flat().join('\n\n');

const operation = (heading: string, code: string, rows: string): string =>
	[
		`### ${heading}`,
		'## Request Code',
		`\`\`\`\n${code}\n\`\`\``,
		`## Request Parameters - ${heading}`,
		rows,
		'## Error Responses',
		'### 400: Bad Request',
		'```\n{"error": "No"}\n```',
	].join('\n\n');

const HEAD = ['Field', 'Type', 'Required', 'Default', 'Description'];
const page = (...operations: readonly string[]): string =>
	['# Kite API', '> Source: https://www.pixazo.ai/models/kite', '## Kite 2', ...operations].join(
		'\n\n',
	);

const POST = 'POST https://gateway.pixazo.ai/kite/v2/fly\nContent-Type: application/json';

const KITE = page(
	operation(
		'Text to Image',
		`${POST}\n\n{\n  "prompt": "A kite",\n  "wind": "low"\n}`,
		table(
			HEAD,
			['prompt', 'string', 'Yes', '—', 'What it shows.'],
			['image\\_urls', 'array of strings', 'Yes', '—', 'Kites to go by.', 'As many as you like.'],
			['wind', 'string', 'No', '"low"', 'Allowed values: "low", "high"'],
			['strings', 'integer', 'No', '2', 'How many strings, 1–4'],
			['tail', 'boolean', 'No', 'true', 'Adds a tail. Options: true, false.'],
			['speed', 'float', 'No', '0.5', 'Range: 0.0 to 1.5'],
			['webhook', 'string', 'No', '—', 'Called at the end.'],
		),
	),
	'## Status Workflow\n\n### Status Values\n\nQUEUED',
	'## Request Code\n\n```\nPOST https://gateway.pixazo.ai/v2/requests/status/kite_1\n```',
	`## Request Parameters - status\n\n${table(HEAD, ['request\\_id', 'string', 'Yes', '—', 'The ID.'])}`,
);

const RECORD: Model = {
	name: 'Kite 2: Text to Image',
	kind: 'text to image',
	path: 'kite/v2/fly',
	page: 'kite',
	fields: [
		{ name: 'prompt', type: 'string', required: true },
		{ name: 'image_urls', type: 'images', required: true },
		{ name: 'wind', type: 'string', default: 'low', choices: ['low', 'high'] },
		{ name: 'strings', type: 'integer', default: 2, min: 1, max: 4 },
		{ name: 'tail', type: 'boolean', default: true },
		{ name: 'speed', type: 'number', default: 0.5, min: 0, max: 1.5 },
	],
};

/** The last part of a report. */
const changes = (markdown: string, catalogue: readonly Model[]): string[] =>
	report(markdown, catalogue).split('Against the catalogue:\n').at(-1)?.split('\n') ?? [];

describe('the report on a page of models', () => {
	it('reads a record from the request code and the table of parameters, without the status check', () => {
		const webhook = { name: 'webhook', type: 'string' };
		expect(parsePage(KITE)).toEqual([
			{ ...RECORD, fields: [...RECORD.fields, webhook], isForm: false, nested: {} },
		]);
	});

	it('reads tables with other columns, defaults in the description, and fields inside another', () => {
		const markdown = page(
			operation(
				'Text to Image',
				`${POST}\n\n{\n  "kite": {\n    "shape": "AUTO"\n  }\n}`,
				table(
					['Parameter', 'Required', 'Type', 'Description'],
					['shape', 'No', 'enum', 'Its shape. Default: AUTO. Other values: BOX\\_2, DELTA.'],
					['colors', 'No', 'object', 'Available presets: DAWN, DUSK'],
				),
			),
		);
		expect(parsePage(markdown)).toMatchObject([
			{
				inside: 'kite',
				fields: [
					{ name: 'shape', type: 'string', default: 'AUTO', choices: ['AUTO', 'BOX_2', 'DELTA'] },
					{ name: 'colors', type: 'json', choices: ['DAWN', 'DUSK'] },
				],
			},
		]);
	});

	it('says that a model takes a form, and what a JSON text in it holds', () => {
		const form = `POST https://gateway.pixazo.ai/kite/v2/fold\nContent-Type: multipart/form-data\n\n--b\nContent-Disposition: form-data; name="order"\n\n{"prompt":"A kite","size":3}\n--b--`;
		const rows = table(
			HEAD,
			['order', 'JSON', 'Yes', '—', 'All of it.'],
			['photo', 'File', 'No', '—', 'A kite.'],
		);
		expect(report(page(operation('Image to Image', form, rows)), [])).toBe(
			[
				'{"name":"Kite 2: Image to Image","kind":"image to image","path":"kite/v2/fold","page":"kite"}',
				'\t{"name":"order","type":"json","required":true},',
				'\t{"name":"photo","type":"file"},',
				'It takes a form, which the node does not send.',
				'"order" is a JSON text with prompt, size.',
				'fieldWords.json lacks order, photo.',
				'',
				'Against the catalogue:',
				'- Kite 2: Image to Image: not in the catalogue (kite/v2/fold)',
			].join('\n'),
		);
	});

	it('finds no change where the page says what the catalogue has', () => {
		expect(changes(KITE, [RECORD])).toEqual(['- Kite 2: Text to Image: no change']);
	});

	it('names each change, and the models of the page that are gone', () => {
		const before: Model = {
			...RECORD,
			name: 'Kite',
			fields: RECORD.fields
				.filter(({ name }) => name !== 'speed')
				.map((field) => {
					if (field.name === 'tail') return { ...field, name: 'bow' };
					return field.name === 'strings' ? { ...field, max: 8 } : field;
				}),
		};
		expect(changes(KITE, [before, { ...RECORD, name: 'Old', path: 'kite/v1' }])).toEqual([
			'- Kite: new {"name":"tail","type":"boolean","default":true}',
			'- Kite: new {"name":"speed","type":"number","default":0.5,"min":0,"max":1.5}',
			'- Kite: bow is gone',
			'- Kite: strings: max 8 is now 4',
			'- Old: not on the page (kite/v1)',
		]);
	});
});
