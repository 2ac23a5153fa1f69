import errors from '../fixtures/errors.json';
import ideogramTurbo from '../fixtures/ideogramTurbo.json';
import ideogramV2 from '../fixtures/ideogramV2.json';
import removeBackground from '../fixtures/removeBackground.json';
import {
	API_KEY,
	IDEOGRAM_NODES,
	REMOVE_BACKGROUND,
	SUBMIT_URL,
	TURBO,
	V2,
} from '../support/gateway';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { PNG } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { jsonOf, useWire, type SentRequest } from '../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

const SAMPLES = [
	...ideogramV2.map((sample) => ({ ...V2, ...sample })),
	...ideogramTurbo.map((sample) => ({ ...TURBO, ...sample })),
].flatMap(({ samples, ...request }) =>
	samples.map((sample, index) => ({ ...request, ...sample, number: index + 1 })),
);

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

test.each(SAMPLES)(
	'$title: the documented request to $operation, and its answer $number',
	async ({ type, endpoint, operation, parameters, request, answer, item }) => {
		wire.answer('POST', `${endpoint}/${operation}`, { body: answer });
		if ('url' in item) wire.answer('GET', item.url, { body: PNG });
		const files = { data: await pixazo.file(), mask: await pixazo.file() };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...parameters },
			items: [{ json: {}, binary: files }],
		});

		expect(execution.error).toBeUndefined();
		expect(await shownRequest(wire.sent[0])).toEqual(request);
		const [result] = execution.items();
		expect(result?.json).toEqual(item);
		expect(await pixazo.bytesOf(result)).toEqual('url' in item ? PNG : undefined);
	},
);

describe('Remove Background', () => {
	const { requests, queued, completed, completedItem, older, olderItem } = removeBackground;
	const resultUrl = completedItem.url;

	test.each(requests)('the $extent request', async ({ parameters, request }) => {
		wire.answer('POST', SUBMIT_URL, { body: queued });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'submit', ...parameters },
		});
		expect(wire.sent.map(jsonOf)).toEqual([request]);
		expect(execution.items()).toEqual([{ json: queued, pairedItem: { item: 0 } }]);
	});

	test.each([
		['getStatus', queued.request_id],
		['getStatus', queued.polling_url],
		['waitForResult', queued.request_id],
		['waitForResult', queued.polling_url],
	])('the documented answer to a look-up, by %s of %p', async (operation, request) => {
		wire.answer('GET', queued.polling_url, { body: completed });
		wire.answer('GET', resultUrl, { body: PNG });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation, request },
		});
		const [result] = execution.items();
		expect(result?.json).toEqual(completedItem);
		expect(await pixazo.bytesOf(result)).toEqual(PNG);
	});

	test.each([
		['remove', { imageUrl: resultUrl }, 'POST' as const, SUBMIT_URL],
		['getStatus', { request: queued.request_id }, 'GET' as const, queued.polling_url],
		['waitForResult', { request: queued.request_id }, 'GET' as const, queued.polling_url],
	])('the older answer, to %s', async (operation, parameters, method, url) => {
		wire.answer(method, url, { body: older });
		wire.answer('GET', resultUrl, { body: PNG });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation, ...parameters },
		});
		const [result] = execution.items();
		expect(result?.json).toMatchObject(olderItem);
		expect(await pixazo.bytesOf(result)).toEqual(PNG);
	});
});

const PAID = [
	...IDEOGRAM_NODES.flatMap(({ title, type, endpoint }) =>
		['generate', 'describe', 'edit', 'remix'].map((operation) => ({
			...{ title, type, operation, url: `${endpoint}/${operation}` },
			needs: operation === 'describe' ? {} : { prompt: 'A lighthouse' },
		})),
	),
	...['remove', 'submit'].map((operation) => ({
		...{ title: 'Remove Background', type: REMOVE_BACKGROUND, operation, url: SUBMIT_URL },
		needs: { inputSource: 'binary' },
	})),
];

describe.each(PAID)('$title, $operation', ({ type, operation, needs, url }) => {
	test.each(errors)('the error $status, with its reason', async ({ status, body, says }) => {
		wire.answer('POST', url, { status, body });
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...needs, options: { retries: 0 } },
			items: [await pixazo.fileItem()],
		});
		expect(execution.error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
		const complaint = complaintOf(execution);
		for (const word of [`${status}`, 'item 0', body.error, body.message, says]) {
			expect(complaint).toContain(word);
		}
		expect(complaint).not.toContain(API_KEY);
		expect(wire.sent).toHaveLength(1);
	});
});

test.each(errors)('a look-up that ends in the error $status', async ({ status, body, says }) => {
	wire.answer('GET', removeBackground.queued.polling_url, { status, body });
	const execution = await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: {
			operation: 'getStatus',
			request: removeBackground.queued.request_id,
			options: { retries: 0 },
		},
	});
	expect(execution.error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
	for (const word of [`${status}`, 'item 0', body.error, body.message, says]) {
		expect(complaintOf(execution)).toContain(word);
	}
});
