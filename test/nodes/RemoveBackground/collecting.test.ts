import type { INodeParameters } from 'n8n-workflow';
import {
	completedAnswer,
	CUTOUT_URL,
	jobAnswer,
	POLLING_URL,
	REQUEST_ID,
} from '../../support/answers';
import { API_KEY, REMOVE_BACKGROUND } from '../../support/gateway';
import { complaintOf, jsonItem } from '../../support/items';
import { dataUri, PNG } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

const run = async (operation: string, options: INodeParameters = {}, request = REQUEST_ID) =>
	await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: { operation, request, options },
	});

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

describe.each(['getStatus', 'waitForResult'])('%s', (operation) => {
	test.each([
		['an ID', REQUEST_ID],
		['an ID with space around it', ` ${REQUEST_ID}\n`],
		['a polling URL', POLLING_URL],
	])('looks up %s, with the key, and gets the image', async (_what, request) => {
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		wire.answer('GET', CUTOUT_URL, { body: PNG });
		const execution = await run(operation, {}, request);
		const [item] = execution.items();
		expect(item?.json).toEqual(completedItem);
		expect(item?.pairedItem).toEqual({ item: 0 });
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
		const [look, download] = wire.sent;
		expect(look).toMatchObject({ method: 'GET', url: POLLING_URL });
		expect(look?.headers).toHaveProperty('ocp-apim-subscription-key', API_KEY);
		expect(download?.headers).not.toHaveProperty('ocp-apim-subscription-key');
	});

	test('looks at a polling URL of another origin without the key, and explains its 401', async () => {
		const elsewhere = 'https://queues.example/v2/requests/status/42';
		wire.answer('GET', elsewhere, { status: 401, body: { message: 'No key' } });
		const execution = await run(operation, {}, elsewhere);
		expect(wire.sent[0]?.headers).not.toHaveProperty('ocp-apim-subscription-key');
		for (const word of ['401', 'Base URL', 'key']) expect(complaintOf(execution)).toContain(word);
	});

	test('leaves the image where it is, if nothing is to be downloaded', async () => {
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		const execution = await run(operation, { downloadImages: false });
		expect(execution.items()).toEqual([{ json: completedItem, pairedItem: { item: 0 } }]);
	});

	test('puts out the answer as it came, if it is not to be simplified', async () => {
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		wire.answer('GET', CUTOUT_URL, { body: PNG });
		const options = { simplify: false, outputBinaryPropertyName: 'cutout' };
		const [item] = (await run(operation, options)).items();
		expect(item?.json).toEqual(completedAnswer);
		expect(await pixazo.bytesOf(item, 'cutout')).toEqual(PNG);
	});

	test('takes an image that is in the answer itself', async () => {
		const output = { media_url: [dataUri(PNG)], media_type: 'image/png' };
		wire.answer('GET', POLLING_URL, { body: { ...completedAnswer, output } });
		const [item] = (await run(operation)).items();
		expect(item?.json).not.toHaveProperty('url');
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
	});

	test('tries a look-up again after what may pass', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		wire.answer('GET', POLLING_URL, { status: 500 });
		wire.answer('GET', POLLING_URL, { status: 429, headers: { 'retry-after': '0' } });
		wire.answer('GET', POLLING_URL, { breaksWith: 'ECONNRESET' });
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		const execution = await run(operation, { downloadImages: false });
		jest.restoreAllMocks();
		expect(execution.items()[0]?.json).toEqual(completedItem);
	});
});

describe('getStatus', () => {
	test.each([
		['QUEUED', null],
		['PROCESSING', null],
		['WARMING_UP', null],
		['FAILED', 'No subject found'],
		['ERROR', 'Out of memory'],
	])('reports %s as it is, after one look', async (status, error) => {
		wire.answer('GET', POLLING_URL, { body: jobAnswer(status, { error }) });
		const execution = await run('getStatus');
		expect(execution.error).toBeUndefined();
		const [item] = execution.items();
		expect(item?.json).toMatchObject({
			request_id: REQUEST_ID,
			polling_url: POLLING_URL,
			status,
			model_id: 'ideogram-remove-background',
			created_at: '2026-03-31T10:00:00.000Z',
		});
		expect(item?.json.error).toBe(error ?? undefined);
		expect(item?.binary).toBeUndefined();
		expect(wire.sent).toHaveLength(1);
	});
});

describe('waitForResult', () => {
	test('waits until the request is completed', async () => {
		for (const status of ['QUEUED', 'WARMING_UP', 'PROCESSING']) {
			wire.answer('GET', POLLING_URL, { body: jobAnswer(status) });
		}
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		wire.answer('GET', CUTOUT_URL, { body: PNG });
		const execution = await run('waitForResult', { pollInterval: 0.05 });
		const [item] = execution.items();
		expect(item?.json).toEqual(completedItem);
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
	});

	test.each([
		['FAILED', 'No subject found'],
		['ERROR', 'Out of memory'],
	])('ends in an error on %s, and submits nothing', async (status, error) => {
		wire.answer('GET', POLLING_URL, { body: jobAnswer(status, { error }) });
		const execution = await run('waitForResult');
		expect(execution.items()).toEqual([]);
		for (const word of [status, error, REQUEST_ID, 'item 0']) {
			expect(complaintOf(execution)).toContain(word);
		}
		expect(wire.sent).toHaveLength(1);
	});

	test('names an unknown status and the request when the time is up', async () => {
		wire.answer('GET', POLLING_URL, { body: jobAnswer('WARMING_UP'), times: 100 });
		const execution = await run('waitForResult', { pollInterval: 0.05, timeout: 0.6 });
		expect(complaintOf(execution)).toMatch(/time/);
		for (const word of ['WARMING_UP', REQUEST_ID, 'item 0']) {
			expect(complaintOf(execution)).toContain(word);
		}
	});

	test('waits for all items together, and puts them out in their order', async () => {
		const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
		for (const [index, id] of ids.entries()) {
			const url = POLLING_URL.replace(REQUEST_ID, id);
			const times = ids.length - index;
			wire.answer('GET', url, { body: jobAnswer('PROCESSING', { request_id: id }), times });
			wire.answer('GET', url, { body: { ...completedAnswer, request_id: id } });
		}
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: {
				operation: 'waitForResult',
				request: '={{ $json.id }}',
				options: { downloadImages: false, pollInterval: 0.05, maxConcurrency: 2 },
			},
			items: ids.map((id) => jsonItem({ id })),
		});
		expect(execution.items().map(({ json, pairedItem }) => [json.request_id, pairedItem])).toEqual(
			ids.map((id, item) => [id, { item }]),
		);
	});
});
