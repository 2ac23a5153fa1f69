import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	completedAnswer,
	CUTOUT_URL,
	descriptionAnswer,
	image,
	imageAnswer,
	jobAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
	RESULT_URL,
} from '../support/answers';
import { REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { dataUri, GIF, PNG, pngOf } from '../support/images';
import { complaintOf, jsonItem } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire, type WireAnswer } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const LINK = 'https://images.example/a.png';

/** Runs a node over one item, and expects it to fail in words that match. */
async function fails(
	type: string,
	parameters: INodeParameters,
	words: RegExp,
	item: INodeExecutionData = jsonItem(),
): Promise<void> {
	const execution = await pixazo.run({ type, parameters, items: [item] });
	expect(execution.error?.name).toMatch(/^Node(Api|Operation)Error$/);
	expect(complaintOf(execution)).toMatch(words);
	expect(execution.error?.message).toContain('[Item 0]');
	expect(execution.error?.description).toMatch(/\w{3,} \w+/);
	expect(complaintOf(execution).length).toBeLessThan(1000);
}

describe('before anything is sent, fails', () => {
	const describe_ = { operation: 'describe' };
	const edit = { operation: 'edit', prompt: 'A door' };
	const fromLink = { operation: 'describe', inputSource: 'url' };

	test.each<[string, INodeParameters, RegExp]>([
		[
			'a field that the item does not have',
			{ binaryPropertyName: 'photo' },
			/"photo".*data, mask/s,
		],
		['several fields', { binaryPropertyName: 'data, mask' }, /one field.*split them/s],
		['a file itself', { binaryPropertyName: dataUri(pngOf(1)) }, /"data:image.*field/s],
		['an object of other things', { binaryPropertyName: '={{ {a: 1} }}' }, /without \{\{ \}\}/],
		['a mask by an expression', { ...edit, options: { maskUrl: '={{ $json.no }}' } }, /Mask URL/],
		['a seed', { operation: 'generate', prompt: 'x', options: { seed: 0 } }, /1 to 9999999999/],
		['no link at all', { ...fromLink, imageUrl: 'photo.png' }, /not a link to a file.*https:/s],
		['another scheme', { ...fromLink, imageUrl: 'file:///etc/passwd' }, /not a link/],
		['a password', { ...fromLink, imageUrl: 'https://me:pw7@a.example' }, /^((?!pw7)[^])*$/],
		['a data URI of words', { ...fromLink, imageUrl: 'data:image/png,words' }, /not an image/],
		['a damaged data URI', { ...fromLink, imageUrl: `${dataUri(pngOf(1))}*` }, /not base64/],
		['a large data URI', { ...fromLink, imageUrl: dataUri(pngOf(10, 3)) }, /larger than 10 MB/],
		['an option', { ...describe_, options: { retries: '={{ "no" }}' } }, /"Retries" is "no"/],
	])('for %s', async (_what, parameters, words) => {
		const data = await pixazo.file();
		const item = { json: {}, binary: { data, mask: data } };
		await fails(V2.type, { ...describe_, ...parameters }, words, item);
		expect(wire.sent).toEqual([]);
	});

	test.each<[string, () => Buffer, RegExp]>([
		['an empty file', () => Buffer.alloc(0), /"data" is empty/],
		['words called .png', () => Buffer.from('just words'), /"data" is not an image.*JPEG, PNG/s],
		['a GIF', () => GIF, /in GIF format.*Edit Image/s],
		['10 MB and one byte', () => pngOf(10, 1), /has 10\.0 MB.*Edit Image/s],
	])('for %s', async (_what, bytes, words) => {
		const item = await pixazo.fileItem(bytes());
		await fails(V2.type, describe_, words, item);
		await fails(REMOVE_BACKGROUND, { inputSource: 'binary' }, words, item);
		expect(wire.sent).toEqual([]);
	});

	test.each<[string, INodeParameters, RegExp]>([
		['two words', { operation: 'getStatus', request: 'two words' }, /neither a request ID/],
		['a folder', { operation: 'waitForResult', request: '..' }, /"Request" is "\.\."/],
		['a callback by http', { options: { webhookUrl: 'http://a.example' } }, /HTTPS.*Nothing was/s],
	])('for %s', async (_what, parameters, words) => {
		await fails(REMOVE_BACKGROUND, { imageUrl: LINK, ...parameters }, words);
		expect(wire.sent).toEqual([]);
	});
});

test('a file of exactly 10 MB, and one behind a link, are taken', async () => {
	const url = `${V2.endpoint}/describe`;
	wire.answer('POST', url, { body: descriptionAnswer, times: 2 });
	wire.answer('GET', LINK, { body: pngOf(10) });
	for (const parameters of [{}, { inputSource: 'url', imageUrl: LINK }]) {
		const execution = await pixazo.run({
			type: V2.type,
			parameters: { operation: 'describe', ...parameters },
			items: [await pixazo.fileItem(pngOf(10))],
		});
		expect(complaintOf(execution)).toBe('');
	}
	expect(wire.sentTo(url).every(({ body }) => body.includes(pngOf(10)))).toBe(true);
});

test.each<[string, WireAnswer, RegExp]>([
	['404', { status: 404 }, /"Image URL" could not be fetched \(HTTP 404\).*a\.png/s],
	['a web page', { body: '<html>Sign in</html>' }, /"Image URL" is not an image.*a\.png/s],
	['10 MB and one byte', { body: pngOf(10, 1) }, /"Image URL" is larger than 10 MB.*a\.png/s],
])('a link that answers %s is named, and nothing is paid', async (_what, answer, words) => {
	wire.answer('GET', LINK, answer);
	await fails(V2.type, { operation: 'describe', inputSource: 'url', imageUrl: LINK }, words);
	expect(wire.sent).toHaveLength(1);
});

const CHARGED = /may have been charged/;

describe('a paid request fails, and is not sent again, when the answer is', () => {
	test.each<[string, WireAnswer, RegExp]>([
		['a web page', { body: '<!DOCTYPE html><p>Hi' }, /a web page \(HTML\) instead of JSON/],
		['nothing', { body: '' }, /nothing instead of JSON/],
		['cut off', { body: '{"created":"2026-03-31", "da' }, /text instead of JSON/],
		['a JSON list', { body: '[]' }, /neither a result nor a request ID|instead of JSON/],
		['null', { body: 'null' }, /instead of JSON/],
		['an empty object', { body: {} }, /neither a result nor a request ID/],
		['no images', { body: { data: [] } }, /neither a result nor a request ID/],
	])('%s, which may have been charged', async (_what, answer, words) => {
		wire.answer('POST', `${V2.endpoint}/generate`, answer);
		await fails(V2.type, { prompt: 'x' }, words);
		wire.answer('POST', SUBMIT_URL, answer);
		await fails(REMOVE_BACKGROUND, { imageUrl: LINK }, CHARGED);
		expect(wire.sent).toHaveLength(2);
	});

	test.each<[string, object, RegExp]>([
		['a link that is none', { data: [{ url: 'file:///a' }] }, /no usable link.*Link: file:/s],
		['an ID and an ending', { request_id: 'r-7', status: 'FAILED', message: 'Dark' }, /Dark.*r-7/],
		['an ID no URL can have', { request_id: 'r-7\ud800', status: 'QUEUED' }, /no usable.*r-7/s],
		['no URL', { request_id: 'r-7/', polling_url: '\\\\[', status: 'QUEUED' }, /no usable.*r-7/s],
		['an ID and no result', { id: 'r-7', status: 'succeeded' }, /no image.*r-7/s],
	])('%s, which is named', async (_what, body, words) => {
		wire.answer('POST', `${V2.endpoint}/generate`, { body });
		await fails(V2.type, { prompt: 'x' }, words);
	});
});

test('an answer with a byte order mark and a long number for an ID is read', async () => {
	const request_id = '12345678901234567890';
	const body = JSON.stringify({ ...queuedAnswer, request_id }).replace(/"(\d+)"/, '$1');
	wire.answer('POST', SUBMIT_URL, { body: `\ufeff${body}` });
	const parameters = { operation: 'submit', imageUrl: LINK };
	const execution = await pixazo.run({ type: REMOVE_BACKGROUND, parameters });
	expect(execution.items()[0]?.json).toEqual({ ...queuedAnswer, request_id });
});

describe.each(['getStatus', 'waitForResult'])('%s fails when the answer is', (operation) => {
	test.each<[string, WireAnswer, RegExp]>([
		['no JSON', { body: '<html>' }, /instead of JSON/],
		['done without a result', { body: jobAnswer('COMPLETED') }, /no image/],
		['an unknown request', { status: 404, body: {} }, /knows no request/],
		[
			'a link that is none',
			{ body: jobAnswer('COMPLETED', { output: { media_url: ['file:///a'] } }) },
			/no usable link/,
		],
	])('%s, naming the request', async (_what, answer, words) => {
		wire.answer('GET', POLLING_URL, answer);
		const parameters = { operation, request: REQUEST_ID, options: { retries: 0 } };
		await fails(REMOVE_BACKGROUND, parameters, words);
	});
});

describe('a result that cannot be had is named by its link', () => {
	const gzip = async (bytes: Buffer): Promise<Buffer> => {
		const body = new Blob([Uint8Array.from(bytes)]).stream();
		return Buffer.from(
			await new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
		);
	};

	test.each<[string, () => Promise<WireAnswer> | WireAnswer, RegExp]>([
		['gone', () => ({ status: 404 }), /HTTP 404.*expire within a day/s],
		['refused in XML', () => ({ status: 403, body: '<?xml?><Error/>' }), /HTTP 403/],
		['a web page', () => ({ body: '<html>Sign in</html>' }), /not an image/],
		['empty', () => ({ body: '' }), /not an image/],
		['50 MB and one byte', () => ({ body: pngOf(50, 1) }), /larger than 50 MB/],
		[
			'a small file that unfolds into a large one',
			async () => ({ body: await gzip(pngOf(50, 1)), headers: { 'content-encoding': 'gzip' } }),
			/larger than 50 MB/,
		],
	])('when it is %s', async (_what, answerOf, words) => {
		const answer = await answerOf();
		wire.answer('POST', `${V2.endpoint}/generate`, { body: imageAnswer });
		wire.answer('GET', RESULT_URL, answer);
		await fails(V2.type, { prompt: 'x' }, words);
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		wire.answer('GET', CUTOUT_URL, answer);
		const parameters = { operation: 'getStatus', request: REQUEST_ID };
		await fails(REMOVE_BACKGROUND, parameters, new RegExp(CUTOUT_URL));
		expect(wire.sent).toHaveLength(4);
	});

	test('50 MB are taken, also those of a part that is the whole', async () => {
		const largest = pngOf(50);
		wire.answer('POST', `${V2.endpoint}/generate`, { body: imageAnswer });
		const range = `bytes 0-${largest.length - 1}/${largest.length}`;
		wire.answer('GET', RESULT_URL, {
			...{ status: 206, body: largest, headers: { 'content-range': range } },
		});
		const execution = await pixazo.run({ type: V2.type, parameters: { prompt: 'x' } });
		expect((await pixazo.bytesOf(execution.items()[0]))?.equals(largest)).toBe(true);
	});

	test('a part that nobody asked for is fetched again', async () => {
		wire.answer('POST', `${V2.endpoint}/generate`, { body: imageAnswer });
		const headers = { 'content-range': `bytes 0-9/${PNG.length}` };
		wire.answer('GET', RESULT_URL, { status: 206, body: PNG.subarray(0, 10), headers });
		wire.answer('GET', RESULT_URL, { body: PNG });
		const execution = await pixazo.run({ type: V2.type, parameters: { prompt: 'x' } });
		expect(await pixazo.bytesOf(execution.items()[0])).toEqual(PNG);
	});

	test.each([dataUri(Buffer.alloc(0)), ''])('in the answer itself, after %j', async (head) => {
		const data = [{ ...image, url: `${head}${pngOf(50, 3).toString('base64')}` }];
		wire.answer('POST', `${V2.endpoint}/generate`, { body: { data } });
		await fails(V2.type, { prompt: 'x' }, /larger than 50 MB/);
	});
});
