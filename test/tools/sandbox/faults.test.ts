import { z } from 'zod';
import { Caller, square, png, type Reply, request } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open({ jobSeconds: 0 })));
beforeEach(async () => {
	await caller.admin.reset();
	await caller.admin.set({ padBytes: 0 });
});
afterAll(() => caller.close());

const V2 = '/ideogramV_2/v1';

const generate = (prompt = 'A fox', init: RequestInit = {}): Promise<Reply> =>
	caller.call(`${V2}/generate`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ image_request: { prompt, model: 'V_2', seed: 1 } }),
		...init,
	});

const script = (fault: Record<string, unknown>, when: Record<string, unknown> = {}) =>
	caller.admin.addFault({ on: 'v2Generate', fault, ...when });

const isCharged = async (): Promise<boolean> => (await caller.admin.charges()).count > 0;

const linkOf = ({ json }: Reply): string =>
	z.object({ data: z.tuple([z.object({ url: z.string() })]) }).parse(json).data[0].url;

it.each([
	[{ status: 429, headers: { 'retry-after': '2' } }, 429, /scripted/],
	[{ status: 502, body: '<html>', headers: { 'content-type': 'text/html' } }, 502, /^<html>$/],
	[{ status: 403, body: { message: 'The balance is insufficient.' } }, 403, /insufficient/],
	[{ retired: 400 }, 400, /Model not found.*'ideogramV_2' not found or is disabled/],
	[{ retired: 410 }, 410, /Model not found/],
	[{ body: [1, 2] }, 200, /^\[1,2\]$/],
	[{ body: 'Hello' }, 200, /^Hello$/],
	[{ truncate: 20, headers: { 'content-type': 'text/plain' } }, 200, /^.{20}$/],
	[{ delayMs: 50 }, 200, /A fox/],
	[{ drip: { bytes: 100, everyMs: 5 } }, 200, /A fox/],
])('answers in the way of the fault %j', async (fault, status, text) => {
	await script(fault);
	const reply = await generate();
	expect([reply.status, reply.bytes.toString()]).toEqual([status, expect.stringMatching(text)]);
	expect(await isCharged()).toBe(status === 200);
	expect(await caller.admin.requests()).toMatchObject([{ status, fault, prompt: 'A fox' }]);
});

it.each([
	[{ reset: 'before' }, { status: null, cut: true }],
	[{ reset: 'middle' }, { status: 200, cut: true }],
	[{ hang: true }, { status: null, aborted: true }],
])('breaks the answer in the way of the fault %j', async (fault, logged) => {
	await script(fault);
	await expect(generate('A fox', { signal: AbortSignal.timeout(300) })).rejects.toThrow();
	await generate();
	expect(await caller.admin.requests()).toMatchObject([logged, { status: 200 }]);
});

it('carries a request out before the fault strikes where the fault says so', async () => {
	await script({ status: 500, accepted: true });
	expect((await generate()).status).toBe(500);
	expect(await isCharged()).toBe(true);
});

it('redirects', async () => {
	await script({ redirect: `${caller.sandbox.mediaUrl}/elsewhere` });
	await generate();
	expect(await caller.admin.downloads()).toMatchObject([{ path: '/elsewhere', status: 404 }]);
});

it('strikes after so many requests, so many times, and only those with a text', async () => {
	const statuses = async (count: number, prompt = 'A fox'): Promise<number[]> => {
		const seen: number[] = [];
		while (seen.length < count) seen.push((await generate(prompt)).status);
		return seen;
	};
	await script({ status: 500 }, { after: 1, times: 2 });
	expect(await statuses(4)).toEqual([200, 500, 500, 200]);
	await caller.admin.addFault({ on: 'turboGenerate', fault: { status: 500 } });
	await script({ status: 503 }, { times: 0, containing: 'wolf' });
	expect(await statuses(2, 'A wolf')).toEqual([503, 503]);
	expect(await statuses(1)).toEqual([200]);
	await caller.admin.reset();
	expect(await statuses(1, 'A wolf')).toEqual([200]);
});

it('breaks downloads', async () => {
	const link = linkOf(await generate());
	await caller.admin.addFault({ on: 'media', fault: { status: 503 } });
	expect((await request(link)).status).toBe(503);
	expect((await request(link)).status).toBe(200);
});

it('refuses faults and settings that it does not know', async () => {
	await expect(caller.admin.addFault({ on: 'nothing', fault: {} })).rejects.toThrow('refuses');
	await expect(caller.admin.set({ jobSeconds: -1 })).rejects.toThrow('refuses');
});

it('pads results to the size that the settings ask for', async () => {
	const link = linkOf(await generate());
	const plain = await request(link);
	await caller.admin.set({ padBytes: 30_000_000 });
	const padded = await request(link);
	expect(padded.bytes.length).toBe(30_000_000);
	expect(padded.bytes.subarray(0, plain.bytes.length).equals(plain.bytes)).toBe(true);
});

it('tells requests apart in its log by prompt and by a hash of their image', async () => {
	const image = await square(64);
	const image_url = `data:image/png;base64,${image.toString('base64')}`;
	await caller.submit({ image_url });
	await caller.upload(`${V2}/edit`, { image_file: png(image), prompt: 'Snow', model: 'V_2' });
	const [submit, edit] = await caller.admin.requests();
	expect(edit).toMatchObject({ prompt: 'Snow', imageHash: submit?.imageHash });
	expect(submit?.imageHash).toMatch(/^\w{64}$/);
});

it('refuses files that are not what they say, and files over 10 MB', async () => {
	const image = await square(64);
	const full = Buffer.concat([image], 10 * 1024 * 1024);
	const refused = [
		[{ ...png(image), type: 'image/jpeg' }, 'says it is image/jpeg'],
		[{ ...png(image), type: 'image/gif' }, 'must be image/jpeg'],
		[png(Buffer.from('GIF89a, perhaps')), 'no image'],
		[png(Buffer.concat([full, Buffer.alloc(1)])), 'the limit is 10485760'],
	] as const;
	for (const [image_file, message] of refused) {
		const { status, json } = await caller.upload(`${V2}/describe`, { image_file });
		expect([status, json]).toMatchObject([400, { message: expect.stringContaining(message) }]);
	}
	expect((await caller.upload(`${V2}/describe`, { image_file: png(full) })).status).toBe(200);
});
