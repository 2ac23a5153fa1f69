import { readFileSync } from 'fs-extra';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import sharp from 'sharp';
import { parse } from 'yaml';
import { type Sandbox, startSandbox } from '../../tools/sandbox';
import { type BrokenServer, startBrokenServer } from '../support/brokenServer';
import { IDEOGRAM_NODES, REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { complaintOf, CONTINUE, jsonItem } from '../support/items';
import { mask, photo, PHOTO_PX, pixelAt } from '../support/photos';
import { PNG, pngOf } from '../support/pictures';
import { Pixazo } from '../support/pixazo';

let sandbox: Sandbox;
let brokenServer: BrokenServer;
let pixazo: Pixazo;
let picture: Buffer;
let stencil: Buffer;

beforeAll(async () => {
	const document: unknown = parse(readFileSync('tools/sandbox/openapi.yaml', 'utf8'));
	sandbox = await startSandbox({ document, settings: { jobSeconds: 0.3, jobJitter: 0 } });
	brokenServer = await startBrokenServer(PNG);
	pixazo = await Pixazo.start(sandbox.gatewayUrl, sandbox.apiKey);
	picture = await photo.clone().jpeg({ quality: 95 }).toBuffer();
	stencil = await mask.clone().png().toBuffer();
});

afterAll(async () => await Promise.all([sandbox.close(), brokenServer.close()]));

const pictureItem = async () => await pixazo.fileItem(picture, 'wall.jpg', 'image/jpeg');

async function run(type: string, parameters: INodeParameters, items?: INodeExecutionData[]) {
	const execution = await pixazo.run({
		type,
		parameters,
		items: items ?? [await pictureItem()],
	});
	expect(execution.error).toBeUndefined();
	return execution.items();
}

/** The file of an item, and what sharp says of it. */
async function pictureOf(item: INodeExecutionData | undefined) {
	const bytes = (await pixazo.bytesOf(item)) ?? Buffer.alloc(0);
	const { format, width, height } = await sharp(bytes).metadata();
	return { bytes, format, width, height };
}

describe.each(IDEOGRAM_NODES)('$title, over HTTP', ({ type }) => {
	test('generates a picture of the ratio that was asked for', async () => {
		const parameters = { prompt: 'A lighthouse', aspectRatio: 'ASPECT_16_9', options: { seed: 7 } };
		const [item] = await run(type, parameters);
		const { format, width = 0, height = 1 } = await pictureOf(item);
		expect(format).toBe('png');
		expect(width / height).toBeCloseTo(16 / 9, 1);
		expect(item?.json).toMatchObject({ seed: 7, resolution: `${width}x${height}` });
	});

	test('describes what is to be seen', async () => {
		const [item] = await run(type, { operation: 'describe' });
		expect(item?.json.description).toMatch(/160 by 160.*white.*red/);
	});

	test('edits what the mask has black, and leaves the rest', async () => {
		const { binary } = await pictureItem();
		const items = [
			{ json: {}, binary: { ...binary, stencil: await pixazo.file(stencil, 'mask.png') } },
		];
		const options = { maskBinaryPropertyName: 'stencil' };
		const [item] = await run(type, { operation: 'edit', prompt: 'A door', options }, items);
		const { bytes, width, height } = await pictureOf(item);
		expect([width, height]).toEqual([PHOTO_PX, PHOTO_PX]);
		for (const [left, top] of [
			[5, 5],
			[80, 40],
			[150, 80],
		] as const) {
			expect(await pixelAt(bytes, left, top)).toEqual(await pixelAt(picture, left, top));
		}
		const inside = [55, 70, 80, 90, 105];
		const changes = await Promise.all(
			inside.map(async (at) => {
				const [before, after] = [await pixelAt(picture, at, at), await pixelAt(bytes, at, at)];
				return JSON.stringify(before) !== JSON.stringify(after);
			}),
		);
		expect(changes).toEqual(inside.map(() => true));
	});

	test('remixes the whole picture into itself at full weight', async () => {
		const parameters = { operation: 'remix', prompt: 'In the snow', imageWeight: 100 };
		const [item] = await run(type, parameters);
		const { bytes, width = 0, height = 0 } = await pictureOf(item);
		expect(width).toBe(height);
		const [red = 0, green = 255] = await pixelAt(bytes, width / 2, height / 2);
		expect(red - green).toBeGreaterThan(100);
	});

	test('takes a picture from a link', async () => {
		const [made] = await run(type, { prompt: 'A lighthouse' });
		const parameters = { operation: 'describe', inputSource: 'url', imageUrl: '={{ $json.url }}' };
		const [item] = await run(type, parameters, [jsonItem({ url: made?.json.url })]);
		expect(item?.json.description).toMatch(/square PNG/);
	});
});

describe('Remove Background, over HTTP', () => {
	const options = { pollInterval: 0.1 };

	const expectCutout = async (item: INodeExecutionData | undefined) => {
		const { bytes, format, width, height } = await pictureOf(item);
		expect([format, width, height]).toEqual(['png', PHOTO_PX, PHOTO_PX]);
		for (const corner of [1, PHOTO_PX - 2]) {
			expect((await pixelAt(bytes, corner, corner))[3]).toBe(0);
		}
		expect((await pixelAt(bytes, 80, 80))[3]).toBe(255);
	};

	test('cuts the subject of a file out', async () => {
		const parameters = { operation: 'remove', inputSource: 'binary', options };
		const [item] = await run(REMOVE_BACKGROUND, parameters);
		expect(item?.json).toMatchObject({ status: 'COMPLETED', media_type: 'image/png' });
		await expectCutout(item);
	});

	test('cuts it out at once in sync mode', async () => {
		const parameters = { inputSource: 'binary', options: { ...options, syncMode: true } };
		const [item] = await run(REMOVE_BACKGROUND, { operation: 'remove', ...parameters });
		await expectCutout(item);
	});

	test('submits now and collects later', async () => {
		const parameters = { operation: 'submit', inputSource: 'binary' };
		const [submitted] = await run(REMOVE_BACKGROUND, parameters);
		expect(submitted?.json).toMatchObject({ status: 'QUEUED' });
		const request = `${submitted?.json.request_id}`;
		const [looked] = await run(REMOVE_BACKGROUND, { operation: 'getStatus', request });
		expect(looked?.json).toMatchObject({ request_id: request });
		const collect = { operation: 'waitForResult', request, options };
		const [collected] = await run(REMOVE_BACKGROUND, collect);
		await expectCutout(collected);
	});

	test('cuts many out together', async () => {
		const item = await pictureItem();
		const parameters = { operation: 'remove', inputSource: 'binary', options };
		const items = await run(REMOVE_BACKGROUND, parameters, Array(6).fill(item));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 6 }, (_, index) => ({ item: index })),
		);
		for (const cutout of items) await expectCutout(cutout);
	});
});

/** An error that nobody hears ends the process; jest makes it a failure of the test. */
describe('nothing is left unheard', () => {
	const uploads = [
		{ type: V2.type, parameters: { operation: 'describe' } },
		{ type: REMOVE_BACKGROUND, parameters: { operation: 'submit', inputSource: 'binary' } },
	];

	test.each([0, 20, 100])('of uploads that were stopped after %i ms', async (delayMs) => {
		const deaf = await Pixazo.start(brokenServer.deafUrl);
		const items = [await deaf.fileItem(pngOf(8_000_000))];
		for (const upload of uploads) {
			const signal = AbortSignal.timeout(delayMs);
			const execution = await deaf.run({ ...upload, items, signal });
			expect(execution.canceled).toBe(true);
		}
		await new Promise((resolve) => AbortSignal.timeout(100).addEventListener('abort', resolve));
	});

	test('of uploads to nobody', async () => {
		const nowhere = await Pixazo.start('http://127.0.0.1:1');
		const items = [await nowhere.fileItem(pngOf(8_000_000))];
		for (const { type, parameters } of uploads) {
			const options = { retries: 0 };
			const execution = await nowhere.run({ type, parameters: { ...parameters, options }, items });
			expect(complaintOf(execution)).toContain('ECONNREFUSED');
		}
	});

	test('of downloads that break off after their first bytes', async () => {
		const json = { data: [{ url: brokenServer.breakingUrl }] };
		await fetch(`${sandbox.adminUrl}/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ on: 'v2Generate', times: 0, fault: { json } }),
		});
		const execution = await pixazo.run({
			type: V2.type,
			parameters: { prompt: 'A lighthouse', options: { retries: 1 } },
			items: Array(20).fill(jsonItem()),
			...CONTINUE,
		});
		expect(execution.items()).toHaveLength(20);
		for (const item of execution.items()) expect(item.json.error).toMatch(/broke/);
	});
});
