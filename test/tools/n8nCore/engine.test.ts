import { NodeApiError, NodeConnectionTypes, NodeOperationError, sleep } from 'n8n-workflow';
import type {
	IAuthenticateGeneric,
	ICredentialType,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import nock from 'nock';
import { startEngine, type Engine } from '../../../tools/n8nCore/engine';
import { packageOf } from '../../../tools/n8nCore/package';
import { runNode } from '../../../tools/n8nCore/runNode';

class ProbeApi implements ICredentialType {
	name = 'probeApi';
	displayName = 'Probe API';
	properties: INodeProperties[] = [
		{ displayName: 'Key', name: 'key', type: 'string', default: '' },
		{ displayName: 'URL', name: 'url', type: 'string', default: 'http://probe.test' },
	];
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-key': '={{$credentials.key}}' } },
	};
}

/** Does what its parameter says, to show what the engine makes of it. */
class Probe implements INodeType {
	description: INodeTypeDescription = {
		name: 'probe',
		displayName: 'Probe',
		description: 'Tries the engine',
		group: ['transform'],
		version: [1, 2],
		defaults: { name: 'Probe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'probeApi', required: true }],
		properties: [
			{ displayName: 'Task', name: 'task', type: 'string', default: 'greet' },
			{ displayName: 'File', name: 'file', type: 'string', default: 'data' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs: INodeExecutionData[] = [];
		for (const [item] of this.getInputData().entries()) {
			outputs.push(await perform.call(this, item));
		}
		return [outputs];
	}
}

async function perform(this: IExecuteFunctions, item: number): Promise<INodeExecutionData> {
	const pairedItem = { item };
	const task = this.getNodeParameter('task', item);
	if (task === 'fail') {
		throw new NodeOperationError(this.getNode(), 'No luck', { itemIndex: item });
	}
	if (task === 'wait') {
		const signal = this.getExecutionCancelSignal();
		await sleep(60_000, signal).catch((error) => {
			throw new NodeApiError(this.getNode(), { message: String(error) });
		});
	}
	if (task === 'call') {
		const { url } = await this.getCredentials<{ url: string }>('probeApi');
		const json = await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', {
			url: `${url}/echo`,
			json: true,
		});
		return { json, pairedItem };
	}
	if (task === 'copy') {
		const file = this.getNodeParameter('file', item);
		const { fileName, mimeType } = this.helpers.assertBinaryData(item, `${file}`);
		const content = await this.helpers.getBinaryDataBuffer(item, `${file}`);
		const copy = await this.helpers.prepareBinaryData(content, `copy-${fileName}`, mimeType);
		return { json: {}, binary: { data: copy }, pairedItem };
	}
	return { json: { task, version: this.getNode().typeVersion }, pairedItem };
}

const type = 'probes.probe';
let engine: Engine;

beforeAll(async () => {
	const probes = packageOf('probes', { nodes: [new Probe()], credentials: [new ProbeApi()] });
	engine = await startEngine({ packages: [probes], credentials: { probeApi: { key: 'k1' } } });
});

afterAll(() => nock.restore());

describe('running one node', () => {
	test('gives it defaults, expressions and its latest version', async () => {
		const greeted = await runNode(engine, { type });
		expect(greeted.items()).toMatchObject([{ json: { task: 'greet', version: 2 } }]);

		const items = [{ json: { wish: 'a' } }, { json: { wish: 'b' } }];
		const parameters = { task: '={{ $json.wish }}' };
		const wished = await runNode(engine, { type, typeVersion: 1, parameters, items });
		expect(wished.items()).toMatchObject([
			{ json: { task: 'a', version: 1 }, pairedItem: { item: 0 } },
			{ json: { task: 'b', version: 1 }, pairedItem: { item: 1 } },
		]);
	});

	test('keeps the error that ended it', async () => {
		const execution = await runNode(engine, { type, parameters: { task: 'fail' } });
		expect(execution.error).toMatchObject({ name: 'NodeOperationError', message: 'No luck' });
		expect(execution.items()).toEqual([]);
		expect(execution.canceled).toBe(false);
	});

	test('signs requests with the credential and its defaults', async () => {
		const echo = nock('http://probe.test', { reqheaders: { 'x-key': 'k1' } })
			.get('/echo')
			.reply(200, { heard: true });
		const execution = await runNode(engine, { type, parameters: { task: 'call' } });
		expect(execution.items()).toMatchObject([{ json: { heard: true } }]);
		echo.done();
	});

	test('leaves a node without a credential that the engine does not hold', async () => {
		const parameters = { task: 'call' };
		const execution = await runNode(engine, { type, parameters, credentials: {} });
		expect(execution.error?.message).toContain('does not have any credentials');
	});
});

describe('stopping', () => {
	const waiting = { type, parameters: { task: 'wait' } };

	test.each([
		['by signal', () => ({ signal: AbortSignal.timeout(50) })],
		['by time limit', () => ({ timeoutMs: 50 })],
		['before it starts', () => ({ signal: AbortSignal.abort() })],
	])('%s ends a waiting node at once', async (_how, stop) => {
		const execution = await runNode(engine, { ...waiting, ...stop() });
		expect(execution.canceled).toBe(true);
		expect(execution.items()).toEqual([]);
	});

	test('after the end changes nothing', async () => {
		const stop = new AbortController();
		const execution = await runNode(engine, { type, signal: stop.signal });
		stop.abort();
		expect(execution.canceled).toBe(false);
	});
});

describe('files', () => {
	const content = Buffer.from('a picture');

	test('come in and go out', async () => {
		const data = await engine.storeBinary(content, 'a.png', 'image/png');
		const items = [{ json: {}, binary: { data } }];
		const execution = await runNode(engine, { type, parameters: { task: 'copy' }, items });
		const [copied] = execution.items();
		expect(copied?.binary?.data).toMatchObject({ fileName: 'copy-a.png', mimeType: 'image/png' });
		if (copied?.binary?.data) {
			expect(await engine.readBinary(copied.binary.data)).toEqual(content);
		}
		expect.assertions(2);
	});

	test('are within json in combined mode', async () => {
		const data = await engine.storeBinary(content, 'a.png', 'image/png');
		const execution = await runNode(engine, {
			type,
			parameters: { task: 'copy', file: '_files.data' },
			items: [{ json: {}, binary: { data } }],
			binaryMode: 'combined',
		});
		expect(execution.items()).toMatchObject([
			{ json: { _files: { data: { fileName: 'copy-a.png' } } }, binary: undefined },
		]);
	});
});
