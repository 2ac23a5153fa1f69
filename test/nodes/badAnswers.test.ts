import type { INodeParameters } from 'n8n-workflow';
import {
	completedAnswer,
	CUTOUT_URL,
	jobAnswer,
	picture,
	pictureAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
	RESULT_URL,
} from '../support/answers';
import { API_KEY, IDEOGRAM_NODES, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { complaintOf, jsonItem } from '../support/items';
import { PNG } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

/** Runs a node over one item with a file, and expects it to fail in words that have these in them. */
async function fails(
	type: string,
	parameters: INodeParameters,
	words: Array<string | RegExp>,
): Promise<void> {
	const items = [await pixazo.fileItem()];
	const execution = await pixazo.run({ type, parameters, items });
	expect(execution.error?.name).toMatch(/^Node(Api|Operation)Error$/);
	expect(execution.error?.message).toContain('item 0');
	expect(execution.error?.description).toMatch(/\w{3,} \w+/);
	for (const word of words) expect(complaintOf(execution)).toMatch(word);
	expect(complaintOf(execution)).not.toContain(API_KEY);
}

/** Sent as they are: what is no JSON, or JSON that is no object. */
const NO_ANSWERS: Array<[string, string, RegExp]> = [
	['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', /HTML/],
	['nothing', '', /nothing|empty/],
	['words', 'Service moved', /JSON/],
	['JSON that was cut off', '{"created":"2026-03-31", "da', /JSON/],
	['a list', '[]', /JSON/],
	['a text in JSON', '"ok"', /JSON/],
	['null', 'null', /JSON/],
];

const EMPTY_SHAPES: Array<[string, object]> = [
	['an empty object', {}],
	['an object of other things', { ok: true, result: { picture: RESULT_URL } }],
];

const SHAPES_WITHOUT_IMAGE: Array<[string, object]> = [
	...EMPTY_SHAPES,
	['no images', { data: [] }],
	['text for images', { data: 'none' }],
	['an image without a link', { data: [{ is_image_safe: true, prompt: 'x' }] }],
	['an image with a number for a link', { data: [{ url: 7 }] }],
	['an image with a link that is none', { data: [{ url: '[RESPONSE_URL]' }] }],
	['an image with a link into the file system', { data: [{ url: 'file:///etc/passwd' }] }],
	['an image with a data URI of something else', { data: [{ url: 'data:text/html,<b>' }] }],
];

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

describe.each(PAID)('$title, answered to $operation', ({ type, operation, url, needs }) => {
	test.each(NO_ANSWERS)('with %s, fails after one request', async (_what, body, word) => {
		wire.answer('POST', url, { body, headers: { 'content-type': 'application/json' } });
		await fails(type, { operation, ...needs }, [word]);
		expect(wire.sent).toHaveLength(1);
	});

	test.each(EMPTY_SHAPES)('with %s, fails after one request', async (_what, body) => {
		wire.answer('POST', url, { body });
		await fails(type, { operation, ...needs }, [/no|not/]);
		expect(wire.sent).toHaveLength(1);
	});

	test('with a redirect, does not follow it', async () => {
		const headers = { location: 'https://elsewhere.example/generate' };
		wire.answer('POST', url, { status: 307, headers });
		await fails(type, { operation, ...needs }, ['redirect', 'Base URL']);
		expect(wire.sent).toHaveLength(1);
	});
});

describe.each(IDEOGRAM_NODES)('$title', ({ type, endpoint }) => {
	const url = `${endpoint}/generate`;
	const generate = { operation: 'generate', prompt: 'A lighthouse' };

	test.each(SHAPES_WITHOUT_IMAGE)('answered with %s, fails', async (_what, body) => {
		wire.answer('POST', url, { body });
		await fails(type, generate, [/no .*(image|link)/]);
	});

	test.each([
		['no description', { data: {} }],
		['a number for a description', { data: { description: 5 } }],
		['images for a description', pictureAnswer],
	])('answered to describe with %s, fails', async (_what, body) => {
		wire.answer('POST', `${endpoint}/describe`, { body });
		await fails(type, { operation: 'describe' }, [/no description/]);
	});

	test.each([
		[404, 'gone'],
		[403, '<Error>expired</Error>'],
		[410, ''],
	])('whose result link answers %i, names the link', async (status, body) => {
		wire.answer('POST', url, { body: pictureAnswer });
		wire.answer('GET', RESULT_URL, { status, body });
		await fails(type, generate, [`${status}`, RESULT_URL.split('?')[0] ?? '', 'expire']);
	});

	test.each([
		['a web page', '<html><body>Sign in</body></html>'],
		['nothing', ''],
		['words', 'no such image'],
	])('whose result link answers %s, names the link', async (_what, body) => {
		wire.answer('POST', url, { body: pictureAnswer });
		wire.answer('GET', RESULT_URL, { body, headers: { 'content-type': 'image/png' } });
		await fails(type, generate, [/not an image/, RESULT_URL.split('?')[0] ?? '']);
	});

	test.each([
		['404', { status: 404, body: 'gone' }],
		['a web page', { body: '<html>Sign in</html>' }],
	])('given a link that answers %s, sends nothing to the gateway', async (_what, answer) => {
		const imageUrl = 'https://pictures.example/a.png';
		wire.answer('GET', imageUrl, answer);
		const parameters = { operation: 'describe', inputSource: 'url', imageUrl };
		await fails(type, parameters, ['Image URL', imageUrl, /404|not an image/]);
		expect(wire.sent.map(({ method }) => method)).toEqual(['GET']);
	});
});

describe('Remove Background', () => {
	const byId = { request: REQUEST_ID, options: { retries: 0 } };

	describe.each(['getStatus', 'waitForResult'])('answered to %s', (operation) => {
		test.each(NO_ANSWERS)('with %s, fails', async (_what, body, word) => {
			wire.answer('GET', POLLING_URL, { body });
			await fails(REMOVE_BACKGROUND, { operation, ...byId }, [word]);
		});

		test.each(EMPTY_SHAPES)('with %s, fails', async (_what, body) => {
			wire.answer('GET', POLLING_URL, { body });
			await fails(REMOVE_BACKGROUND, { operation, ...byId }, [/no|not/]);
		});

		test('that it knows no such request, fails naming field and remedy', async () => {
			const body = { error: 'Not Found', message: 'Request ID not found' };
			wire.answer('GET', POLLING_URL, { status: 404, body });
			await fails(REMOVE_BACKGROUND, { operation, ...byId }, ['404', 'request ID', 'credential']);
		});

		test.each([
			['no output', { output: null }],
			['an output without links', { output: { media_url: [], media_type: 'image/png' } }],
			['a link that is none', { output: { media_url: ['[URL]'], media_type: 'image/png' } }],
		])('with a completed request with %s, fails naming it', async (_what, more) => {
			wire.answer('GET', POLLING_URL, { body: jobAnswer('COMPLETED', more) });
			await fails(REMOVE_BACKGROUND, { operation, ...byId }, [/no .*link/, REQUEST_ID]);
		});

		test('with a result link that is gone, names request and link', async () => {
			wire.answer('GET', POLLING_URL, { body: completedAnswer });
			wire.answer('GET', CUTOUT_URL, { status: 404 });
			await fails(REMOVE_BACKGROUND, { operation, ...byId }, [REQUEST_ID, CUTOUT_URL, '404']);
		});
	});

	test.each([
		['no polling URL', { request_id: REQUEST_ID, status: 'QUEUED' }],
		['a polling URL that is none', { ...queuedAnswer, polling_url: 'soon' }],
		['a polling URL into the file system', { ...queuedAnswer, polling_url: 'file:///etc/passwd' }],
	])('queued with %s, names the request', async (_what, body) => {
		wire.answer('POST', SUBMIT_URL, { body });
		const parameters = { operation: 'remove', inputSource: 'binary' };
		await fails(REMOVE_BACKGROUND, parameters, [/polling URL/, REQUEST_ID, 'Wait for Result']);
	});
});

test('the key does not get into errors and items, even from a gateway that repeats it', async () => {
	const { type, endpoint } = V2;
	const url = `${endpoint}/generate`;
	const parameters = { prompt: 'A lighthouse', options: { downloadImages: false } };
	const body = { error: 'Unauthorized', message: `Wrong key ${API_KEY}` };
	wire.answer('POST', url, { status: 401, body });
	await fails(type, parameters, ['Wrong key']);

	const data = [{ ...picture, prompt: API_KEY }];
	wire.answer('POST', url, { body: { data, echo: API_KEY } });
	const options = { ...parameters.options, simplify: false };
	const execution = await pixazo.run({ type, parameters: { ...parameters, options } });
	expect(execution.items()).toHaveLength(1);
	expect(JSON.stringify([execution.items(), execution.runData])).not.toContain(API_KEY);
});

test('an error for one item among several names what the others paid for', async () => {
	const { type, endpoint } = V2;
	const url = `${endpoint}/generate`;
	wire.answer('POST', url, { body: pictureAnswer, containing: 'right' });
	wire.answer('POST', url, {
		status: 400,
		body: { error: 'No' },
		containing: 'wrong',
		delayMs: 40,
	});
	wire.answer('GET', RESULT_URL, { body: PNG });
	const execution = await pixazo.run({
		type,
		parameters: { prompt: '={{ $json.prompt }}' },
		items: ['right', 'wrong'].map((prompt) => jsonItem({ prompt })),
	});
	expect(execution.items()).toEqual([]);
	expect(complaintOf(execution)).toMatch(/item 1[^]*item 0/);
	expect(complaintOf(execution)).toContain(RESULT_URL);
});
