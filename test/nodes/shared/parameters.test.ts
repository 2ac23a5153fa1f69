import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { type Engine, startEngine } from '../../../tools/n8nCore/engine';
import { packageOf } from '../../../tools/n8nCore/package';
import { runNode } from '../../../tools/n8nCore/runNode';
import { Parameters } from '../../../nodes/shared/items/parameters';

type Reader = (parameters: Parameters) => unknown;

/** Reads its parameter as each test asks, for parameters are there only while a node runs. */
class Probe implements INodeType {
	read: Reader = () => undefined;

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

	/** Puts out the reading inside a list, for JSON has no other place for what is undefined. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const parameters = new Parameters(this, 0);
		const outcome: IDataObject = await Promise.resolve(parameters)
			.then(probe.read)
			.then(
				(reading) => ({ reading: JSON.stringify(reading) }),
				(error: Error & { description?: string }) => ({
					refusal: `${error.message}\n${error.description}`,
				}),
			);
		return [[{ json: outcome }]];
	}
}

const probe = new Probe();
let engine: Engine;

beforeAll(async () => {
	engine = await startEngine({ packages: [packageOf('probes', { nodes: [probe] })] });
});

/** What a reader makes of a value that an expression gives: its reading, or its refusal. */
async function read(reader: Reader, value: unknown): Promise<string> {
	probe.read = reader;
	const json = value === undefined ? {} : { value: JSON.stringify(value) };
	const execution = await runNode(engine, {
		type: 'probes.probe',
		parameters: { value: '={{ $json.value === undefined ? undefined : JSON.parse($json.value) }}' },
		items: [{ json }],
	});
	const { reading, refusal } = execution.items()[0]?.json ?? {};
	return String(refusal ?? reading);
}

const UNSET = [undefined, null, ''];

const text: Reader = (parameters) => parameters.text('value', 'My Value');
const optionalText: Reader = (parameters) => parameters.optionalText('value', 'My Value');
const integer: Reader = (parameters) => parameters.integer('value', 'My Value', 1, 100);
const optionalInteger: Reader = (p) => p.optionalInteger('value', 'My Value', 1, 100);
const optionalNumber: Reader = (p) => p.optionalNumber('value', 'My Value', 0, 10);
const optionalBoolean: Reader = (p) => p.optionalBoolean('value', 'My Value');
const choice: Reader = (parameters) => parameters.choice('value', 'My Value', ['A', 'B']);
const optionalChoice: Reader = (p) => p.optionalChoice('value', 'My Value', ['A', 'B']);

test.each([
	['text', text],
	['integer', integer],
	['choice', choice],
])('a %s that is unset is refused, with title and name', async (_what, reader) => {
	for (const value of UNSET) {
		expect(await read(reader, value)).toMatch(/^My Value is empty\n.*"My Value" \(value\)/);
	}
});

test.each([
	['text', optionalText],
	['integer', optionalInteger],
	['number', optionalNumber],
	['boolean', optionalBoolean],
	['choice', optionalChoice],
])('an optional %s that is unset is not there', async (_what, reader) => {
	for (const value of UNSET) expect(await read(reader, value)).toBe('undefined');
});

test.each<[string, Reader, unknown, string]>([
	['text', text, ' a\n', '" a\\n"'],
	['text', optionalText, 'false', '"false"'],
	['integer', integer, 1, '1'],
	['integer', integer, 100, '100'],
	['integer', optionalInteger, ' 42 ', '42'],
	['integer', optionalInteger, 7.0, '7'],
	['number', optionalNumber, 0, '0'],
	['number', optionalNumber, '2.5', '2.5'],
	['boolean', optionalBoolean, false, 'false'],
	['boolean', optionalBoolean, true, 'true'],
	['boolean', optionalBoolean, 'false', 'false'],
	['choice', choice, 'B', '"B"'],
	['choice', optionalChoice, 'A', '"A"'],
])('%s: takes %#', async (_what, reader, value, expected) => {
	expect(await read(reader, value)).toBe(expected);
});

test.each<[string, Reader, unknown, RegExp]>([
	['text of spaces', text, '  \n', /empty/],
	['text', text, 7, /My Value is 7, .*text/],
	['text', optionalText, ['a'], /My Value is \["a"\]/],
	['integer', integer, 0, /My Value is 0, .*1 to 100/],
	['integer', integer, 101, /101/],
	['integer', optionalInteger, 1.5, /1\.5.*whole/],
	['integer', optionalInteger, 'abc', /"abc"/],
	['integer', optionalInteger, '1e400', /1e400/],
	['integer', optionalInteger, true, /true/],
	['integer', optionalInteger, [7], /\[7\]/],
	['integer', optionalInteger, ' ', /My Value/],
	['number', optionalNumber, 10.01, /10\.01.*0 to 10/],
	['boolean', optionalBoolean, 1, /true or false/],
	['boolean', optionalBoolean, 'yes', /"yes"/],
	['choice', choice, 'a', /"a".*A, B/],
	['choice', optionalChoice, { A: 1 }, /A, B/],
	['text', text, { long: 'x'.repeat(100_000) }, /My Value is .{1,120}…/],
])('%s: refuses %#', async (_what, reader, value, expected) => {
	const refusal = await read(reader, value);
	expect(refusal).toMatch(expected);
	expect(refusal.length).toBeLessThan(400);
});
