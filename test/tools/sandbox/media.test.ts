import sharp from 'sharp';
import { Caller, imagesSchema, pixelsOf, request } from './caller';

let caller: Caller;
beforeEach(async () => (caller = await Caller.open({ jobSeconds: 0 })));
afterEach(() => caller.close());

const small = { prompt: 'A fox', aspect_ratio: 'ASPECT_3_1', style_type: 'DESIGN', seed: 1 };

async function link(): Promise<string> {
	return imagesSchema.parse((await caller.generate(small)).json).data[0].url;
}

const set = (settings: Record<string, unknown>) =>
	request(`${caller.sandbox.adminUrl}/settings`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(settings),
	});

it('is another origin than the gateway', async () => {
	expect(new URL(await link()).origin).toBe(caller.sandbox.mediaUrl);
	expect(caller.sandbox.mediaUrl).not.toBe(caller.sandbox.gatewayUrl);
});

it('refuses an expired link with 410', async () => {
	const lasting = await link();
	await set({ linkSeconds: 0 });
	expect(await request(await link())).toMatchObject({ status: 410, json: { error: 'Gone' } });
	expect(await request(lasting)).toMatchObject({ status: 200 });
});

it('refuses a link that lost its query, or was changed', async () => {
	const whole = await link();
	const [bare] = whole.split('?');
	expect((await request(bare ?? '')).status).toBe(404);
	expect((await request(`${whole}0`)).status).toBe(404);
});

it('pads results with what decoders skip', async () => {
	const plain = await request(await link());
	await set({ padBytes: 1_000_000 });
	const padded = await request(await link());
	expect(padded.bytes.length).toBeGreaterThanOrEqual(1_000_000);
	expect(padded.bytes.length).toBeLessThan(1_100_000);
	// libpng checks the chunk's checksum.
	const strict = await sharp(padded.bytes, { failOn: 'warning' }).ensureAlpha().raw().toBuffer();
	expect(strict.equals((await pixelsOf(plain.bytes)).pixels)).toBe(true);
});

it('notes when a key comes along', async () => {
	const url = await link();
	await request(url, { headers: { 'Ocp-Apim-Subscription-Key': 'sandbox-key' } });
	await request(url);
	expect(await caller.admin('/media')).toEqual([
		expect.objectContaining({ path: url.slice(caller.sandbox.mediaUrl.length), keyHeader: true }),
		expect.objectContaining({ status: 200, keyHeader: false, method: 'GET' }),
	]);
	expect(JSON.stringify(await caller.admin('/media'))).not.toContain('sandbox-key');
});
