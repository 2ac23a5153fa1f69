import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { startEngine } from '../../../../tools/n8nCore/engine';
import { packageOf } from '../../../../tools/n8nCore/package';
import { runNode } from '../../../../tools/n8nCore/runNode';
import { ItemParameters } from '../../../../nodes/shared/items/parameters';

type Reader = (parameters: ItemParameters) => unknown;

const AT = ['value', 'My Value'] as const;
const RATIOS = ['ASPECT_1_1', 'ASPECT_16_9'] as const;
const asRatio = (value: string) => value.slice('ASPECT_'.length).replace('_', ':');

const READERS = {
	text: (p) => p.text(...AT),
	optionalText: (p) => p.optionalText(...AT),
	integer: (p) => p.integer(...AT, 1, 100),
	optionalInteger: (p) => p.optionalInteger(...AT, 1, Number.MAX_SAFE_INTEGER),
	optionalNumber: (p) => p.optionalNumber(...AT, 0, 10),
	optionalBoolean: (p) => p.optionalBoolean(...AT),
	choice: (p) => p.choice(...AT, ['A', 'B']),
	optionalChoice: (p) => p.optionalChoice(...AT, RATIOS, asRatio),
	optionalObject: (p) => p.optionalObject(...AT),
	fileField: (p) => p.fileField(...AT),
	optionalFileField: (p) => p.optionalFileField(...AT),
	optionalFileLink: (p) => p.optionalFileLink(...AT),
} satisfies Record<string, Reader>;

type Row<T = unknown> = [reader: keyof typeof READERS, value: unknown, expected: T];

const LONG = 'x'.repeat(100_000);

const TAKEN: Row[] = [
	['text', ' a b\n', 'a b'],
	['text', 2026, '2026'],
	['text', 'a date', '1970-01-01T00:00:00.000Z'],
	['integer', 1, 1],
	['integer', ' 100 ', 100],
	['optionalInteger', '', undefined],
	['optionalNumber', '2.5', 2.5],
	['optionalBoolean', 'FALSE', false],
	['optionalBoolean', 'True ', true],
	['optionalBoolean', 1, true],
	['optionalBoolean', undefined, undefined],
	['choice', ' b', 'B'],
	['optionalChoice', '16:9', 'ASPECT_16_9'],
	['optionalChoice', '', undefined],
	['optionalObject', { a: [1] }, { a: [1] }],
	['optionalObject', ' {"a": [1]} ', { a: [1] }],
	['fileField', ' data ', 'data'],
	['fileField', 7, '7'],
	['fileField', { mimeType: 'image/png' }, { mimeType: 'image/png' }],
	['optionalFileField', '  ', undefined],
	['optionalFileLink', '', undefined],
	['optionalFileLink', ' https://a.example ', 'https://a.example'],
];

const REFUSED: Row<RegExp>[] = [
	['text', ' \n', /^"My Value" is empty\n.*"My Value" \(value\)/],
	['integer', null, /is empty/],
	['choice', '', /is empty/],
	['fileField', '', /is empty.*name of the field/s],
	['text', { a: LONG }, /^"My Value" is .{1,100}…, which is not text/],
	['optionalText', ['a'], /\["a"\]/],
	['integer', 0, /is 0, which is not a number from 1 to 100/],
	['optionalInteger', 0, /a number of at least 1/],
	['optionalInteger', 1.5, /is 1.5, which is not a whole number/],
	['optionalInteger', '1e400', /"1e400"/],
	['optionalNumber', 'https://me:secret@a.example', /"https:\/\/\[credentials\]@a\.example"/],
	['optionalNumber', 'https:/me:my@secret@a.example', /"https:\/\[credentials\]@a\.example"/],
	['optionalNumber', `https://me:${'secret'.repeat(900)}@a.example`, /credentials/],
	['optionalBoolean', 'yes', /"yes", which is not true or false/],
	['choice', 'c', /"c", which is not one of A, B/],
	['optionalChoice', '2:1', /one of 1:1, 16:9/],
	['optionalObject', '{"a":', /a JSON object/],
	['fileField', ['a', 'b'], /is a list.*split them into items/s],
	['optionalFileField', undefined, /is undefined: its expression found nothing.*Correct/s],
	['optionalFileField', true, /is true/],
	['optionalFileLink', undefined, /found nothing/],
];

const ROWS = [...TAKEN, ...REFUSED];

/** Reads the parameter of each item as its row asks, for parameters are there only while a node runs. */
class Probe implements INodeType {
	description: INodeTypeDescription = {
		name: 'probe',
		displayName: 'Probe',
		description: 'Reads its parameter',
		group: ['transform'],
		version: 1,
		defaults: { name: 'Probe' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Value', name: 'value', type: 'json', default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outcomes = ROWS.map(async ([reader], index): Promise<IDataObject> => {
			const read = async () => READERS[reader](new ItemParameters(this, index));
			return await read().then(
				(reading) => ({ reading: JSON.stringify(reading) }),
				({ message, description }) => ({ refusal: `${message}\n${description}` }),
			);
		});
		return [(await Promise.all(outcomes)).map((json) => ({ json }))];
	}
}

const outcomes = new Map<Row, IDataObject>();

beforeAll(async () => {
	const engine = await startEngine({ types: packageOf('probes', { nodes: [new Probe()] }) });
	const execution = await runNode(engine, {
		type: 'probes.probe',
		parameters: { value: '={{ $json.value === "a date" ? new Date(0) : $json.value }}' },
		items: ROWS.map(([, value]) => ({ json: JSON.parse(JSON.stringify({ value })) })),
	});
	const items = execution.items();
	ROWS.forEach((row, index) => outcomes.set(row, items[index]?.json ?? {}));
});

const shown = ([reader, value]: Row) => `${reader}: ${JSON.stringify(value)?.slice(0, 40)}`;

test.each(TAKEN.map((row) => ({ row, title: shown(row) })))('takes $title', ({ row }) => {
	expect(outcomes.get(row)).toEqual({ reading: JSON.stringify(row[2]) });
});

test.each(REFUSED.map((row) => ({ row, title: shown(row) })))('refuses $title', ({ row }) => {
	const refusal = outcomes.get(row)?.refusal;
	expect(refusal).toMatch(row[2]);
	expect(String(refusal).length).toBeLessThan(400);
	expect(refusal).not.toContain('secret');
});
