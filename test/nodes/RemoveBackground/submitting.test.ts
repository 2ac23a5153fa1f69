import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	completedAnswer,
	CUTOUT_URL,
	jobAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
} from '../../support/answers';
import { API_KEY, GATEWAY, REMOVE_BACKGROUND, SUBMIT_URL } from '../../support/gateway';
import { complaintOf, jsonItem } from '../../support/items';
import { dataUri, JPEG, PNG, WEBP } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import { jsonOf, useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
	// Back-off has full jitter, so this is its shortest: no wait at all.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => jest.restoreAllMocks());

const IMAGE_URL = 'https://pictures.example/portrait.jpg?size=2';

async function run(
	operation: string,
	parameters: INodeParameters & { options?: INodeParameters } = {},
	items: INodeExecutionData[] = [jsonItem()],
) {
	const options = { pollInterval: 0.05, ...parameters.options };
	return await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: { operation, imageUrl: IMAGE_URL, ...parameters, options },
		items,
	});
}

const bodies = () => wire.sentTo(SUBMIT_URL).map(jsonOf);

describe.each(['remove', 'submit'])('%s sends', (operation) => {
	beforeEach(() => {
		wire.answer('POST', SUBMIT_URL, { body: completedAnswer });
	});
	const quietly = { downloadImages: false };

	test('by default the link as it is, which it does not follow', async () => {
		await run(operation, { options: quietly });
		const [request] = wire.sent;
		expect(request?.headers).toMatchObject({
			'ocp-apim-subscription-key': API_KEY,
			'content-type': 'application/json',
			'content-length': String(request?.body.length),
		});
		expect(wire.sent.map(jsonOf)).toEqual([{ image_url: IMAGE_URL }]);
	});

	test.each([true, false])('sync_mode %p when it is set', async (syncMode) => {
		await run(operation, { options: { ...quietly, syncMode } });
		expect(bodies()).toEqual([{ image_url: IMAGE_URL, sync_mode: syncMode }]);
	});

	test.each([
		['PNG', PNG, 'image/png'],
		['JPEG', JPEG, 'image/jpeg'],
		['WebP', WEBP, 'image/webp'],
	])('a file, a %s, as a data URI of its true type', async (_title, bytes, mimeType) => {
		const item = await pixazo.fileItem(bytes, 'portrait', 'application/octet-stream');
		const parameters = { inputSource: 'binary', options: quietly };
		await run(operation, parameters, [item]);
		expect(bodies()).toEqual([{ image_url: dataUri(bytes, mimeType) }]);
		const [request] = wire.sent;
		expect(request?.headers['content-length']).toBe(String(request?.body.length));
	});

	test('the file of another field, with sync_mode beside it', async () => {
		const drawing = await pixazo.file(WEBP);
		const { binary } = await pixazo.fileItem();
		const items = [{ json: {}, binary: { ...binary, drawing } }];
		const options = { ...quietly, syncMode: true };
		await run(operation, { inputSource: 'binary', binaryPropertyName: 'drawing', options }, items);
		expect(bodies()).toEqual([{ image_url: dataUri(WEBP, 'image/webp'), sync_mode: true }]);
	});

	test('a data URI that is given for a link', async () => {
		await run(operation, { imageUrl: dataUri(JPEG, 'image/jpeg'), options: quietly });
		expect(bodies()).toEqual([{ image_url: dataUri(JPEG, 'image/jpeg') }]);
	});
});

describe('submit', () => {
	test('puts out the queued request and does not wait for it', async () => {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		const execution = await run('submit');
		expect(execution.items()).toEqual([{ json: queuedAnswer, pairedItem: { item: 0 } }]);
		expect(wire.sent).toHaveLength(1);
	});

	test('puts out the image at once in sync mode', async () => {
		const output = { media_url: [dataUri(PNG)], media_type: 'image/png' };
		wire.answer('POST', SUBMIT_URL, { body: jobAnswer('COMPLETED', { output }) });
		const execution = await run('submit', { options: { syncMode: true } });
		expect(await pixazo.bytesOf(execution.items()[0])).toEqual(PNG);
	});
});

describe('remove', () => {
	test('waits at the URL it was given, and puts out the image', async () => {
		const givenUrl = `${GATEWAY}/elsewhere/42?x=1`;
		wire.answer('POST', SUBMIT_URL, { body: { ...queuedAnswer, polling_url: givenUrl } });
		for (const status of ['QUEUED', 'PROCESSING', 'WARMING_UP']) {
			wire.answer('GET', givenUrl, { body: jobAnswer(status) });
		}
		wire.answer('GET', givenUrl, { body: completedAnswer });
		wire.answer('GET', CUTOUT_URL, { body: PNG });
		const execution = await run('remove');

		const [item] = execution.items();
		expect(item?.json).toEqual({
			request_id: REQUEST_ID,
			polling_url: givenUrl,
			status: 'COMPLETED',
			model_id: 'ideogram-remove-background',
			url: CUTOUT_URL,
			media_type: 'image/png',
			created_at: '2026-03-31T10:00:00.000Z',
			updated_at: '2026-03-31T10:00:15.000Z',
			completed_at: '2026-03-31T10:00:15.000Z',
		});
		expect(item?.pairedItem).toEqual({ item: 0 });
		expect(item?.binary?.data).toMatchObject({ fileName: 'output.png', mimeType: 'image/png' });
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
		expect(wire.sentTo(givenUrl)).toHaveLength(4);
		const [download] = wire.sentTo(CUTOUT_URL);
		expect(download?.headers).not.toHaveProperty('ocp-apim-subscription-key');
	});

	test('takes the image out of the answer in sync mode', async () => {
		const output = { media_url: [dataUri(PNG)], media_type: 'image/png' };
		wire.answer('POST', SUBMIT_URL, { body: jobAnswer('COMPLETED', { output }) });
		const execution = await run('remove', { options: { syncMode: true, downloadImages: false } });
		const [item] = execution.items();
		expect(item?.json).toMatchObject({ request_id: REQUEST_ID, status: 'COMPLETED' });
		expect(item?.json).not.toHaveProperty('url');
		expect(item?.binary?.data).toMatchObject({ fileName: 'image.png', mimeType: 'image/png' });
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
		expect(wire.sent).toHaveLength(1);
	});

	test('does not submit a request that FAILED again', async () => {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		wire.answer('GET', POLLING_URL, { body: jobAnswer('FAILED', { error: 'No subject found' }) });
		const execution = await run('remove');
		expect(execution.items()).toEqual([]);
		for (const word of ['FAILED', 'No subject found', REQUEST_ID, 'item 0']) {
			expect(complaintOf(execution)).toContain(word);
		}
		expect(wire.sentTo(SUBMIT_URL)).toHaveLength(1);
	});

	test('submits a request that ended in ERROR again, which was not charged', async () => {
		const secondUrl = `${POLLING_URL}-2`;
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		wire.answer('GET', POLLING_URL, { body: jobAnswer('ERROR', { error: 'Out of memory' }) });
		wire.answer('POST', SUBMIT_URL, {
			body: { ...queuedAnswer, request_id: `${REQUEST_ID}-2`, polling_url: secondUrl },
		});
		const body = { ...completedAnswer, request_id: `${REQUEST_ID}-2` };
		wire.answer('GET', secondUrl, { body });
		const execution = await run('remove', { options: { downloadImages: false } });
		expect(execution.items()).toMatchObject([
			{ json: { request_id: `${REQUEST_ID}-2`, status: 'COMPLETED' } },
		]);
	});

	test.each([0, 1, 2])('submits after ERROR no more than %i times again', async (retries) => {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer, times: 4 });
		const body = jobAnswer('ERROR', { error: 'Out of memory' });
		wire.answer('GET', POLLING_URL, { body, times: 4 });
		const execution = await run('remove', { options: { retries } });
		for (const word of ['ERROR', 'Out of memory', 'not charged', REQUEST_ID]) {
			expect(complaintOf(execution)).toContain(word);
		}
		expect(wire.sentTo(SUBMIT_URL)).toHaveLength(retries + 1);
	});

	test.each(['QUEUED', 'PROCESSING', 'WARMING_UP'])(
		'waits on %s until the time limit, then names status and request',
		async (status) => {
			wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
			wire.answer('GET', POLLING_URL, { body: jobAnswer(status), times: 100 });
			const execution = await run('remove', { options: { timeout: 0.6 } });
			expect(complaintOf(execution)).toMatch(/time/);
			for (const word of [status, REQUEST_ID, 'Wait for Result', 'item 0']) {
				expect(complaintOf(execution)).toContain(word);
			}
			expect(wire.sentTo(POLLING_URL).length).toBeGreaterThan(2);
		},
	);

	test('puts out each image of a request that has several', async () => {
		const secondUrl = `${CUTOUT_URL}?second`;
		const output = { media_url: [CUTOUT_URL, secondUrl], media_type: 'image/png' };
		wire.answer('POST', SUBMIT_URL, { body: jobAnswer('COMPLETED', { output }) });
		wire.answer('GET', CUTOUT_URL, { body: PNG });
		wire.answer('GET', secondUrl, { body: WEBP });
		const execution = await run('remove', { options: { outputBinaryPropertyName: 'cutout' } });
		const [item] = execution.items();
		expect(item?.json).toMatchObject({
			url: CUTOUT_URL,
			images: [{ url: CUTOUT_URL }, { url: secondUrl }],
		});
		expect(await pixazo.bytesOf(item, 'cutout')).toEqual(PNG);
		expect(await pixazo.bytesOf(item, 'cutout_1')).toEqual(WEBP);
	});
});
