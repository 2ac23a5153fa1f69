import { ERRORS, REMOVAL, SAMPLES } from '../fixtures/samples';
import { API_KEY, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { PNG } from '../support/images';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { Pixazo } from '../support/pixazo';
import { jsonOf, type SentRequest, useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

/** A request as the page shows it: JSON, or the parts of a form that are no files. */
async function shownRequest(request: SentRequest | undefined): Promise<unknown> {
	if (request?.headers['content-type'] === 'application/json') return jsonOf(request);
	const parts = request === undefined ? [] : await partsOf(request);
	const texts = parts.filter(({ fileName }) => fileName === undefined);
	return Object.fromEntries(
		texts.map(({ name, bytes }) => [
			name,
			name === 'image_request' ? JSON.parse(bytes.toString()) : bytes.toString(),
		]),
	);
}

const ANSWERED = SAMPLES.flatMap(({ answers, ...sample }) =>
	answers.map(([data, renamed = data], index) => ({ ...sample, data, renamed, index })),
);

test.each(ANSWERED)(
	'$title: the documented request to $operation, and its answer $index',
	async ({ type, endpoint, operation, parameters, request, created, data, renamed }) => {
		const isImage = 'url' in renamed;
		const body = { created, data: isImage ? [data] : data };
		wire.answer('POST', `${endpoint}/${operation}`, { body });
		if (isImage) wire.answer('GET', String(renamed.url), { body: PNG });
		const files = { data: await pixazo.file(), mask: await pixazo.file() };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...parameters },
			items: [{ json: {}, binary: files }],
		});

		expect(complaintOf(execution)).toBe('');
		expect(await shownRequest(wire.sent[0])).toEqual(request);
		const [result] = execution.items();
		expect(result?.json).toEqual({ ...renamed, created });
		expect(await pixazo.bytesOf(result)).toEqual(isImage ? PNG : undefined);
	},
);

describe('Remove Background', () => {
	const { photoUrl, requests, queued, completed, completedItem, older } = REMOVAL;

	const run = async (operation: string, request: string) =>
		await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation, ...(operation === 'remove' ? { imageUrl: request } : { request }) },
		});

	test.each(requests)('the documented request with $options', async ({ options, request }) => {
		wire.answer('POST', SUBMIT_URL, { body: queued });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'submit', imageUrl: photoUrl, options },
		});
		expect(wire.sent.map(jsonOf)).toEqual([request]);
		expect(execution.items()).toEqual([{ json: queued, pairedItem: { item: 0 } }]);
	});

	test.each([
		['getStatus', queued.request_id],
		['getStatus', queued.polling_url],
		['waitForResult', queued.request_id],
		['waitForResult', queued.polling_url],
	])('the documented answer to %s of %p', async (operation, request) => {
		wire.answer('GET', queued.polling_url, { body: completed });
		wire.answer('GET', completedItem.url, { body: PNG });
		const [result] = (await run(operation, request)).items();
		expect(result?.json).toEqual(completedItem);
		expect(await pixazo.bytesOf(result)).toEqual(PNG);
	});

	test.each([
		['remove', 'POST' as const, SUBMIT_URL, photoUrl],
		['getStatus', 'GET' as const, queued.polling_url, queued.request_id],
		['waitForResult', 'GET' as const, queued.polling_url, queued.request_id],
	])('the older answer to %s', async (operation, method, url, request) => {
		wire.answer(method, url, { body: older });
		wire.answer('GET', completedItem.url, { body: PNG });
		const [result] = (await run(operation, request)).items();
		expect(result?.json).toEqual({ url: completedItem.url, media_type: 'image/png' });
		expect(await pixazo.bytesOf(result)).toEqual(PNG);
	});
});

describe.each([
	['a paid request', 'POST', `${V2.endpoint}/generate`, V2.type, { prompt: 'A lighthouse' }],
	[
		...(['a status check', 'GET', REMOVAL.queued.polling_url, REMOVE_BACKGROUND] as const),
		{ operation: 'getStatus', request: REMOVAL.queued.request_id },
	],
] as const)('%s', (_what, method, url, type, parameters) => {
	test.each(ERRORS)('answered with %i gives its reason', async (status, error, message, says) => {
		wire.answer(method, url, { status, body: { error, message } });
		const execution = await pixazo.run({
			type,
			parameters: { ...parameters, options: { retries: 0 } },
		});
		expect(execution.error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
		const complaint = complaintOf(execution);
		for (const word of [`HTTP ${status}`, '[Item 0]', error, message]) {
			expect(complaint).toContain(word);
		}
		expect(complaint).toMatch(says);
		expect(complaint).not.toContain(API_KEY);
		expect(wire.sent).toHaveLength(1);
	});
});
