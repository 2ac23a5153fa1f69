import type { INodeParameters } from 'n8n-workflow';
import { descriptionAnswer, picture, pictureAnswer, RESULT_URL } from '../support/answers';
import { IDEOGRAM_NODES, V2 } from '../support/gateway';
import { complaintOf } from '../support/items';
import { dataUri, GIF, PNG, pngOf } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
let pixazo: Pixazo;

const MEGABYTE = 1024 * 1024;
const LARGEST_INPUT_BYTES = 10 * MEGABYTE;
const LARGEST_RESULT_BYTES = 50 * MEGABYTE;

beforeAll(async () => {
	pixazo = await Pixazo.start();
	// Back-off has full jitter, so this is its shortest: no wait at all.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => jest.restoreAllMocks());

const generate = async (type: string, options: INodeParameters = {}) =>
	await pixazo.run({ type, parameters: { prompt: 'A lighthouse', options } });

describe.each(IDEOGRAM_NODES)('a result of $title', ({ type, endpoint }) => {
	beforeEach(() => wire.answer('POST', `${endpoint}/generate`, { body: pictureAnswer }));

	test.each([
		['the connection breaks', { breaksWith: 'ECONNRESET' }],
		['the server is unknown for a moment', { breaksWith: 'EAI_AGAIN' }],
		['it answers 408', { status: 408 }],
		['it answers 429', { status: 429, headers: { 'retry-after': '0' } }],
		['it answers 500', { status: 500 }],
		['it answers 503', { status: 503 }],
	])('is fetched again when %s', async (_what, answer) => {
		wire.answer('GET', RESULT_URL, { ...answer, times: 2 });
		wire.answer('GET', RESULT_URL, { body: PNG });
		const execution = await generate(type);
		expect(await pixazo.bytesOf(execution.items()[0])).toEqual(PNG);
	});

	test('is fetched again no more often than it may', async () => {
		wire.answer('GET', RESULT_URL, { status: 500, times: 9 });
		const execution = await generate(type, { retries: 2 });
		expect(complaintOf(execution)).toContain(RESULT_URL);
		expect(wire.sentTo(RESULT_URL)).toHaveLength(3);
		expect(wire.sent).toHaveLength(4);
	});

	test.each([403, 404, 410])('is not fetched again after %i', async (status) => {
		wire.answer('GET', RESULT_URL, { status, times: 9 });
		await generate(type);
		expect(wire.sentTo(RESULT_URL)).toHaveLength(1);
	});

	test('may be of any picture format', async () => {
		wire.answer('GET', RESULT_URL, { body: GIF });
		const [item] = (await generate(type)).items();
		expect(item?.binary?.data).toMatchObject({
			fileName: 'lighthouse.gif',
			mimeType: 'image/gif',
		});
	});

	test('is followed to where it is redirected, without the key', async () => {
		const moved = 'https://cdn.ideogram.example/lighthouse.png';
		wire.answer('GET', RESULT_URL, { status: 302, headers: { location: moved } });
		wire.answer('GET', moved, { body: PNG });
		const execution = await generate(type);
		expect(await pixazo.bytesOf(execution.items()[0])).toEqual(PNG);
		for (const { headers } of wire.sent.slice(1)) {
			expect(headers).not.toHaveProperty('ocp-apim-subscription-key');
		}
	});

	test('on the gateway itself gets no key either', async () => {
		const own = `${endpoint}/results/1.png`;
		wire.clear();
		const data = [{ ...picture, url: own }];
		wire.answer('POST', `${endpoint}/generate`, { body: { data } });
		wire.answer('GET', own, { body: PNG });
		await generate(type);
		const [download] = wire.sentTo(own);
		expect(download?.headers).not.toHaveProperty('ocp-apim-subscription-key');
	});
});

describe('the limit of a result', () => {
	const url = `${V2.endpoint}/generate`;

	test('is 50 MB', async () => {
		wire.answer('POST', url, { body: pictureAnswer });
		const largest = pngOf(LARGEST_RESULT_BYTES);
		wire.answer('GET', RESULT_URL, { body: largest });
		const execution = await generate(V2.type);
		const bytes = await pixazo.bytesOf(execution.items()[0]);
		expect(bytes?.equals(largest)).toBe(true);
	});

	test('is passed by one byte more', async () => {
		wire.answer('POST', url, { body: pictureAnswer });
		wire.answer('GET', RESULT_URL, { body: pngOf(LARGEST_RESULT_BYTES + 1), times: 9 });
		const execution = await generate(V2.type);
		for (const word of ['50 MB', RESULT_URL, 'item 0']) {
			expect(complaintOf(execution)).toContain(word);
		}
		expect(wire.sentTo(RESULT_URL)).toHaveLength(1);
	});

	test('is the same for one that is in the answer itself', async () => {
		const data = [{ ...picture, url: dataUri(pngOf(LARGEST_RESULT_BYTES + 3)) }];
		wire.answer('POST', url, { body: { data } });
		expect(complaintOf(await generate(V2.type))).toMatch(/50 MB/);
	});
});

describe('the limit of an image behind a link', () => {
	const imageUrl = 'https://pictures.example/a.png';
	const parameters = { operation: 'describe', inputSource: 'url', imageUrl };

	test('is 10 MB', async () => {
		wire.answer('GET', imageUrl, { body: pngOf(LARGEST_INPUT_BYTES) });
		wire.answer('POST', `${V2.endpoint}/describe`, { body: descriptionAnswer });
		const execution = await pixazo.run({ type: V2.type, parameters });
		expect(execution.error).toBeUndefined();
	});

	test('is passed by one byte more, and nothing is sent', async () => {
		wire.answer('GET', imageUrl, { body: pngOf(LARGEST_INPUT_BYTES + 1), times: 9 });
		const execution = await pixazo.run({ type: V2.type, parameters });
		for (const word of ['Image URL', '10 MB', imageUrl, 'item 0']) {
			expect(complaintOf(execution)).toContain(word);
		}
		expect(wire.sent).toHaveLength(1);
	});
});
