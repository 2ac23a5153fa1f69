import { z } from 'zod';
import type { Fault, ScriptedFault } from '../../../tools/sandbox/faults';
import { Caller, square, png, type Reply, request } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open({ jobSeconds: 0 })));
beforeEach(() => caller.admin.reset());
afterAll(() => caller.close());

const V2 = '/ideogramV_2/v1';

const generate = (init: RequestInit = {}): Promise<Reply> =>
	caller.call(`${V2}/generate`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ image_request: { prompt: 'A fox', model: 'V_2', seed: 1 } }),
		...init,
	});

const script = (fault: Fault, when: Partial<ScriptedFault> = {}) =>
	caller.admin.addFault({ on: 'v2Generate', fault, ...when });

it.each<[Fault, number, RegExp, isCharged: boolean]>([
	[{ status: 429, headers: { 'retry-after': '2' } }, 429, /scripted/, false],
	[{ status: 502, body: '<html>' }, 502, /^<html>$/, false],
	[{ status: 500, accepted: true }, 500, /scripted/, true],
	[{ body: [1, 2] }, 200, /^\[1,2\]$/, true],
	[{ drip: { bytes: 100, everyMs: 5 } }, 200, /A fox/, true],
])('answers in the way of the fault %j', async (fault, status, text, isCharged) => {
	await script(fault);
	const reply = await generate();
	expect([reply.status, reply.bytes.toString()]).toEqual([status, expect.stringMatching(text)]);
	for (const [name, value] of Object.entries(fault.headers ?? {})) {
		expect(reply.headers.get(name)).toBe(value);
	}
	expect(await caller.admin.charges()).toMatchObject({ count: isCharged ? 1 : 0 });
	expect(await caller.admin.requests()).toMatchObject([{ status, fault, prompt: 'A fox' }]);
});

it.each<[Fault, status: number | null]>([
	[{ reset: 'before' }, null],
	[{ reset: 'middle' }, 200],
	[{ hang: true }, null],
])('breaks the answer in the way of the fault %j', async (fault, status) => {
	await script(fault);
	await expect(generate({ signal: AbortSignal.timeout(300) })).rejects.toThrow();
	await generate();
	expect(await caller.admin.requests()).toMatchObject([{ status }, { status: 200 }]);
});

it('strikes after so many requests, so many times, until the log is cleared', async () => {
	const statuses = async (count: number): Promise<number[]> => {
		const seen: number[] = [];
		while (seen.length < count) seen.push((await generate()).status);
		return seen;
	};
	await caller.admin.addFault({ on: 'turboGenerate', fault: { status: 500 } });
	await script({ status: 500 }, { after: 1, times: 2 });
	expect(await statuses(4)).toEqual([200, 500, 500, 200]);
	await script({ status: 504 }, { containing: 'A wolf' });
	await script({ status: 503 }, { times: 0, containing: 'A fox' });
	expect(await statuses(2)).toEqual([503, 503]);
	await caller.admin.reset();
	expect(await statuses(1)).toEqual([200]);
});

it('refuses faults and settings that it does not know', async () => {
	await expect(caller.admin.addFault({ on: 'nothing', fault: {} })).rejects.toThrow('refuses');
	await expect(caller.admin.set({ jobSeconds: -1 })).rejects.toThrow('refuses');
});

it('pads results to the size that the settings ask for', async () => {
	const answer = z.object({ data: z.tuple([z.object({ url: z.string() })]) });
	const link = answer.parse((await generate()).json).data[0].url;
	const plain = await request(link);
	await caller.admin.set({ padBytes: 30_000_000 });
	const padded = await request(link);
	expect(padded.bytes.length).toBe(30_000_000);
	expect(padded.bytes.subarray(0, plain.bytes.length).equals(plain.bytes)).toBe(true);
});

it('refuses files that are not what they say, and files over 10 MB', async () => {
	const image = await square(64);
	const full = Buffer.concat([image], 10 * 1024 * 1024);
	const refused = [
		[png(image, 'image/jpeg'), 'says it is image/jpeg'],
		[png(image, 'image/gif'), 'must be image/jpeg'],
		[png(Buffer.from('GIF89a, perhaps')), 'no image'],
		[png(Buffer.concat([full, Buffer.alloc(1)])), 'the limit is 10485760'],
	] as const;
	for (const [image_file, message] of refused) {
		const { status, json } = await caller.upload(`${V2}/describe`, { image_file });
		expect([status, json]).toMatchObject([400, { message: expect.stringContaining(message) }]);
	}
	expect((await caller.upload(`${V2}/describe`, { image_file: png(full) })).status).toBe(200);
});
