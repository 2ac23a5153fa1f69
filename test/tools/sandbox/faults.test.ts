import { z } from 'zod';
import { Caller, imagesSchema, request } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open({ jobSeconds: 0 })));
beforeEach(() => caller.admin('/log', 'DELETE'));
afterAll(() => caller.close());

const generate = (prompt = 'A fox') => caller.generate({ prompt, seed: 1 });

const script = (fault: Record<string, unknown>, when: Record<string, unknown> = {}) =>
	caller.addFault({ on: 'v2Generate', fault, ...when });

const chargeCount = async (): Promise<number> =>
	z.object({ count: z.number() }).parse(await caller.admin('/charges')).count;

describe('an answer in place of the real one', () => {
	it('has the scripted status, headers and body', async () => {
		await script({ status: 429, headers: { 'retry-after': '2' } });
		const limited = await generate();
		expect(limited).toMatchObject({ status: 429, json: { message: 'A scripted fault.' } });
		expect(limited.headers.get('retry-after')).toBe('2');
		await script({ status: 403, body: { error: 'Forbidden', message: 'No.' } });
		expect(await generate()).toMatchObject({ status: 403, json: { error: 'Forbidden' } });
		await script({ status: 502, body: '<html>', contentType: 'text/html' });
		const page = await generate();
		expect(page.status).toBe(502);
		expect(page.headers.get('content-type')).toBe('text/html');
		expect(page.bytes.toString()).toBe('<html>');
	});

	it('comes before the request is carried out, which costs nothing', async () => {
		await script({ status: 500 });
		await generate();
		expect(await chargeCount()).toBe(0);
	});

	it('comes after it when the request was accepted, which costs', async () => {
		await script({ status: 500, accepted: true });
		expect((await generate()).status).toBe(500);
		expect(await chargeCount()).toBe(1);
	});

	it.each([[[1, 2]], [null], ['text']])('is the value %j', async (json) => {
		await script({ json });
		expect(await generate()).toMatchObject({ status: 200, json });
	});

	it('is any body of any type', async () => {
		await script({ body: 'Hello', contentType: 'text/x-greeting' });
		const { status, headers, bytes } = await generate();
		expect([status, headers.get('content-type'), bytes.toString()]).toEqual([
			200,
			'text/x-greeting',
			'Hello',
		]);
	});

	it('is a redirect', async () => {
		await script({ redirect: `${caller.sandbox.mediaUrl}/elsewhere` });
		expect((await generate()).status).toBe(404);
		expect(await caller.admin('/media')).toMatchObject([{ path: '/elsewhere' }]);
	});
});

describe('a broken answer', () => {
	it('is none at all after a reset', async () => {
		await script({ reset: 'before' });
		await expect(generate()).rejects.toThrow('fetch failed');
		expect(await chargeCount()).toBe(0);
		await script({ reset: 'before', accepted: true });
		await expect(generate()).rejects.toThrow('fetch failed');
		expect(await chargeCount()).toBe(1);
	});

	it('ends in the middle', async () => {
		await script({ reset: 'middle' });
		await expect(generate()).rejects.toThrow('terminated');
	});

	it('is shorter or longer than it should be', async () => {
		const whole = (await generate()).bytes.length;
		await script({ truncate: 20, contentLength: null });
		// Cut JSON does not parse, so it is sent as something else.
		await script({ truncate: 20, headers: { 'content-type': 'text/plain' } }, { after: 1 });
		await script({ overlong: 1000, headers: { 'content-type': 'text/plain' } }, { after: 2 });
		await expect(generate()).rejects.toThrow(SyntaxError);
		expect((await generate()).bytes.length).toBe(20);
		expect((await generate()).bytes.length).toBe(whole + 1000);
	});

	it('declares a length that is not its own', async () => {
		await script({ contentLength: 5000 });
		await expect(generate()).rejects.toThrow('terminated');
	});

	it('comes in small pieces, slowly', async () => {
		await script({ drip: { bytes: 100, everyMs: 20 } });
		const startedAt = performance.now();
		const { status } = await generate();
		expect(status).toBe(200);
		expect(performance.now() - startedAt).toBeGreaterThan(60);
	});
});

it('can delay an answer', async () => {
	await script({ delayMs: 100 });
	const startedAt = performance.now();
	expect((await generate()).status).toBe(200);
	expect(performance.now() - startedAt).toBeGreaterThan(95);
});

it('can leave a request without an answer, and notes when the caller gives up', async () => {
	await script({ hang: true });
	const { gatewayUrl, apiKey } = caller.sandbox;
	const hanging = fetch(`${gatewayUrl}/ideogramV_2/v1/generate`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'Ocp-Apim-Subscription-Key': apiKey },
		body: JSON.stringify({ image_request: { prompt: 'A fox', model: 'V_2' } }),
		signal: AbortSignal.timeout(100),
	});
	await expect(hanging).rejects.toThrow('timeout');
	await generate();
	expect(await caller.admin('/requests')).toMatchObject([
		{ status: null, aborted: true },
		{ status: 200 },
	]);
	expect(await chargeCount()).toBe(1);
});

it('can show a clock that is wrong', async () => {
	await script({ clockSkewMs: -3_600_000 });
	const { json, headers } = await generate();
	const lagMs = Date.now() - Date.parse(imagesSchema.parse(json).created);
	expect(lagMs).toBeGreaterThan(3_590_000);
	expect(Date.now() - Date.parse(headers.get('date') ?? '')).toBeGreaterThan(3_590_000);
});

describe('the script', () => {
	const statuses = async (requests: number): Promise<number[]> => {
		const seen: number[] = [];
		while (seen.length < requests) seen.push((await generate()).status);
		return seen;
	};

	it('strikes once, after so many requests', async () => {
		await script({ status: 500 }, { after: 2 });
		expect(await statuses(4)).toEqual([200, 200, 500, 200]);
	});

	it('strikes several times, or for ever', async () => {
		await script({ status: 500 }, { times: 2 });
		expect(await statuses(3)).toEqual([500, 500, 200]);
		await script({ status: 503 }, { times: 0 });
		expect(await statuses(3)).toEqual([503, 503, 503]);
		await caller.admin('/faults', 'DELETE');
		expect(await statuses(1)).toEqual([200]);
	});

	it('strikes only requests that contain a text', async () => {
		await script({ status: 500 }, { containing: 'wolf' });
		expect((await generate('A fox')).status).toBe(200);
		expect((await generate('A wolf')).status).toBe(500);
	});

	it('strikes other operations, any, or downloads', async () => {
		await caller.addFault({ on: 'turboGenerate', fault: { status: 500 } });
		expect(await statuses(1)).toEqual([200]);
		await caller.addFault({ on: 'any', fault: { status: 500 } });
		expect(await statuses(2)).toEqual([500, 200]);
		await caller.addFault({ on: 'media', fault: { status: 503 } });
		const { url } = imagesSchema.parse((await generate()).json).data[0];
		expect((await request(url)).status).toBe(503);
		expect((await request(url)).status).toBe(200);
	});

	it('does not take what it would not understand', async () => {
		expect(await script({ statsu: 500 })).toMatchObject({ status: 400 });
		expect(await caller.addFault({ on: 'nothing', fault: {} })).toMatchObject({ status: 400 });
		expect(await statuses(1)).toEqual([200]);
	});
});
