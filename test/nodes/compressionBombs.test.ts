import nock from 'nock';
import { picture } from '../support/answers';
import { V2 } from '../support/gateway';
import { complaintOf } from '../support/items';
import { OpenOrigin } from '../support/openOrigin';
import { PNG } from '../support/pictures';
import { Pixazo } from '../support/pixazo';

const MEGABYTE = 1024 * 1024;

let pixazo: Pixazo;
let server: OpenOrigin;
/** The compressed answer to a paid request; to a download it is the other. */
let answer: Buffer;
let image: Buffer;

beforeAll(async () => {
	nock.restore();
	pixazo = await Pixazo.start();
	server = await OpenOrigin.open((target) => ({
		headers: { 'content-encoding': 'gzip', 'content-type': 'application/octet-stream' },
		body: target.endsWith('generate') ? answer : image,
	}));
	const link = `${server.url}/image.png`;
	answer = await gzip(Buffer.from(JSON.stringify({ data: [{ ...picture, url: link }] })));
	image = await gzip(PNG);
});
afterAll(async () => await server.close());

async function gzip(bytes: Buffer): Promise<Buffer> {
	const stream = new Blob([Uint8Array.from(bytes)])
		.stream()
		.pipeThrough(new CompressionStream('gzip'));
	return Buffer.from(await new Response(stream).arrayBuffer());
}

const run = async () =>
	await pixazo.run({
		type: V2.type,
		parameters: { prompt: 'A lighthouse', options: { timeout: 30 } },
		credentials: { pixazoApi: { apiKey: 'a-key-for-bombs', baseUrl: server.url } },
	});

test('a compressed answer and image are read', async () => {
	const execution = await run();
	expect(complaintOf(execution)).toBe('');
	expect(await pixazo.bytesOf(execution.items()[0])).toEqual(PNG);
});

test('an image that is far larger than it comes is not read to its end', async () => {
	image = await gzip(Buffer.concat([PNG], 200 * MEGABYTE));
	expect(image.length).toBeLessThan(MEGABYTE);
	expect(complaintOf(await run())).toContain('larger than 50 MB');
}, 30_000);

test('an answer that is far larger than it comes is not read to its end', async () => {
	answer = await gzip(Buffer.alloc(200 * MEGABYTE, ' '));
	expect(complaintOf(await run())).toContain('more than an answer can be long');
}, 30_000);
