import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	completedAnswer,
	CUTOUT_URL,
	jobAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
} from '../../support/answers';
import { GATEWAY, REMOVE_BACKGROUND, SUBMIT_URL } from '../../support/gateway';
import { dataUri, JPEG, PNG, WEBP } from '../../support/images';
import { complaintOf, jsonItem } from '../../support/items';
import { OWN_NODES } from '../../support/ownNodes.mjs';
import { Pixazo } from '../../support/pixazo';
import { jsonOf, useWire } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

beforeAll(() => {
	vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => {
	vi.restoreAllMocks();
});

const IMAGE_URL = `https://images.example/a'b.jpg?size=2&sign='%2f"`;

async function run(
	operation: string,
	parameters: INodeParameters & { options?: INodeParameters } = {},
	items: INodeExecutionData[] = [jsonItem()],
) {
	const isNew = operation === 'remove' || operation === 'submit';
	const needs = isNew ? { imageUrl: IMAGE_URL } : { request: REQUEST_ID };
	const options = { pollInterval: 1, ...parameters.options };
	return await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: { operation, ...needs, ...parameters, options },
		items,
	});
}

const completedItem = {
	request_id: REQUEST_ID,
	polling_url: POLLING_URL,
	status: 'COMPLETED',
	model_id: 'ideogram-remove-background',
	url: CUTOUT_URL,
	media_type: 'image/png',
	created_at: '2026-03-31T10:00:00.000Z',
	updated_at: '2026-03-31T10:00:15.000Z',
	completed_at: '2026-03-31T10:00:15.000Z',
};

describe.each(['remove', 'submit'])('%s sends', (operation) => {
	const polling_url = new URL(POLLING_URL).pathname;
	beforeEach(() => wire.answer('POST', SUBMIT_URL, { body: { ...queuedAnswer, polling_url } }));

	async function sentBy(parameters: INodeParameters, items?: INodeExecutionData[]) {
		const alone = operation === 'remove' ? { wait: false } : {};
		const options = { ...alone, ...Object(parameters.options) };
		const execution = await run(operation, { ...parameters, options }, items);
		expect(execution.items()).toEqual([{ json: queuedAnswer, pairedItem: { item: 0 } }]);
		const [request] = wire.sent;
		expect(request?.headers['content-length']).toBe(String(request?.body.length));
		return wire.sent.map(jsonOf);
	}

	test('the link as it is, which it does not follow, and returns the queued job', async () => {
		expect(await sentBy({})).toEqual([{ image_url: IMAGE_URL }]);
		expect(wire.sent[0]?.headers).toMatchObject({ 'cache-control': 'no-cache' });
		expect(wire.sent[0]?.headers).not.toHaveProperty('x-webhook-url');
	});

	test.each([
		[PNG, 'image/png'],
		[JPEG, 'image/jpeg'],
		[WEBP, 'image/webp'],
	])('a file as a data URI of its true type (%#)', async (bytes, mimeType) => {
		const item = await pixazo.fileItem(bytes, 'portrait', 'application/octet-stream');
		const sent = await sentBy({ inputSource: 'binary' }, [item]);
		expect(sent).toEqual([{ image_url: dataUri(bytes, mimeType) }]);
	});

	test('a data URI that is given for a link, sync_mode, and the address to call', async () => {
		const webhookUrl = 'https://n8n.example/webhook/1?signature=a%2Fb';
		const options = { syncMode: '={{ "TRUE" }}', webhookUrl: ` ${webhookUrl} ` };
		const photo = Buffer.concat([JPEG], 5000);
		const imageUrl = dataUri(photo).replaceAll('A', '%41');
		expect(await sentBy({ imageUrl, options })).toEqual([
			{ image_url: dataUri(photo, 'image/jpeg'), sync_mode: true },
		]);
		expect(wire.sent[0]?.headers).toMatchObject({ 'x-webhook-url': webhookUrl });
	});
});

test.each(['remove', 'submit'])(
	'%s returns the image of an answer in sync mode, after one with ERROR, which is not charged',
	async (operation) => {
		wire.answer('POST', SUBMIT_URL, { body: jobAnswer('ERROR') });
		const output = { media_url: [dataUri(PNG)], media_type: 'image/png' };
		wire.answer('POST', SUBMIT_URL, { body: jobAnswer('COMPLETED', { output }) });
		const [item] = (await run(operation, { options: { syncMode: true } })).items();
		expect(item?.json).toMatchObject({ request_id: REQUEST_ID, status: 'COMPLETED' });
		expect(item?.json).not.toHaveProperty('url');
		expect(item?.binary?.data?.fileName).toBe(`${operation}-0-5a7e9b42.png`);
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
	},
);

/** What the node writes to n8n's log at a level: n8n gives it to nodes only. */
function linesLogged(level: 'info' | 'debug'): string[] {
	const lines: string[] = [];
	const node = OWN_NODES.find(({ description }) => description.name === 'removeBackground');
	const { execute = async () => [[]] } = node ?? {};
	const listening = async function (this: IExecuteFunctions) {
		const log = (...line: unknown[]) => void lines.push(JSON.stringify(line));
		vi.spyOn(this.logger, level).mockImplementation(log);
		return await execute.call(this);
	};
	if (node) Object.assign(node, { execute: listening });
	return lines;
}

test('remove waits at the relative URL that it was given, and logs what it waits for', async () => {
	const [info, debug] = [linesLogged('info'), linesLogged('debug')];
	const givenUrl = `${GATEWAY}/elsewhere/42?x=1`;
	wire.answer('POST', SUBMIT_URL, { body: { ...queuedAnswer, polling_url: '/elsewhere/42?x=1' } });
	wire.answer('GET', givenUrl, { body: jobAnswer('WARMING_UP', { description: 'In line' }) });
	// The tests run in a time zone other than UTC, so a time without a zone that was read as local would show.
	const created_at = '2026-03-31 10:00:00';
	wire.answer('GET', givenUrl, { body: { ...completedAnswer, created_at, request_id: 'x' } });
	wire.answer('GET', CUTOUT_URL, { body: PNG });
	const [item] = (await run('remove')).items();
	expect(item?.json).toEqual({ ...completedItem, polling_url: givenUrl, created_at });
	expect(await pixazo.bytesOf(item)).toEqual(PNG);
	expect(info).toHaveLength(1);
	for (const word of [REQUEST_ID, givenUrl, 'item 0']) expect(info[0]).toContain(word);
	expect(debug.join()).toMatch(/expected after .*, done after 15.00 s, seen after \d/);
});

test.each(['getStatus', 'waitForResult'])(
	'%s gets the image, or the raw answer',
	async (operation) => {
		const oddUrl = `${POLLING_URL}%`;
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		wire.answer('GET', oddUrl, { body: completedAnswer });
		wire.answer('GET', CUTOUT_URL, { body: PNG });
		const [item] = (await run(operation, { request: ` ${REQUEST_ID}\n` })).items();
		expect(item?.json).toEqual(completedItem);
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
		const options = { simplify: false, downloadImages: false };
		const execution = await run(operation, { request: oddUrl, options });
		expect(execution.items()).toEqual([{ json: completedAnswer, pairedItem: { item: 0 } }]);
	},
);

test.each([
	['WARMING_UP', null],
	['FAILED', 'No subject found'],
	['ERROR', 'Out of memory'],
])('getStatus reports %s as it is, after one check', async (status, error) => {
	wire.answer('GET', POLLING_URL, { body: jobAnswer(status, { error }) });
	const execution = await run('getStatus');
	expect(complaintOf(execution)).toBe('');
	const [item] = execution.items();
	expect(item?.json).toMatchObject({ request_id: REQUEST_ID, polling_url: POLLING_URL, status });
	expect(item?.json.error).toBe(error ?? undefined);
	expect(wire.sent).toHaveLength(1);
});

test.each([
	['FAILED', /ended as FAILED: Too dark/],
	['ERROR', /ended as ERROR: Too dark/],
	['WARMING_UP', /was still WARMING_UP when its time limit of 1 s/],
])('waitForResult fails on %s, naming the request', async (status, words) => {
	const body = jobAnswer(status, { error: 'Too dark' });
	wire.answer('GET', POLLING_URL, { body, times: 9 });
	const complaint = complaintOf(await run('waitForResult', { options: { timeout: -5 } }));
	expect(complaint).toMatch(words);
	for (const word of [REQUEST_ID, '[Item 0]']) expect(complaint).toContain(word);
});
