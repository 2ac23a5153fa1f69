import sharp from 'sharp';
import { cutOut } from '../../../tools/sandbox/pictures/cutout/cutout';
import { Caller, digest, disc, pixelsOf, REMOVE_BACKGROUND, request } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open({ jobSeconds: 0 })));
afterAll(() => caller.close());

const dataUri = (bytes: Buffer, type = 'image/png'): string =>
	`data:${type};base64,${bytes.toString('base64')}`;

describe('a submit', () => {
	it('is queued, and tells where to ask for it', async () => {
		const { status, json } = await caller.post(REMOVE_BACKGROUND, {
			image_url: dataUri(await disc(64)),
		});
		expect(status).toBe(200);
		const id = expect.stringMatching(
			/^ideogram-remove-background_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
		expect(json).toEqual({
			request_id: id,
			status: 'QUEUED',
			polling_url: expect.stringContaining(`${caller.sandbox.gatewayUrl}/v2/requests/status/`),
		});
	});

	it('leads to a transparent PNG of the same size', async () => {
		const { output } = await caller.outcomeOf(
			await caller.submit({ image_url: dataUri(await disc(64)) }),
		);
		expect(output?.media_type).toBe('image/png');
		const image = await request(output?.media_url[0] ?? '');
		expect(await sharp(image.bytes).metadata()).toMatchObject({
			format: 'png',
			width: 64,
			height: 64,
			hasAlpha: true,
		});
	});

	it('carries the result inline in sync mode', async () => {
		const source = await disc(64);
		const { status, output } = await caller.submit({
			image_url: dataUri(source),
			sync_mode: true,
		});
		expect(status).toBe('COMPLETED');
		expect(output).toEqual({
			media_url: [dataUri(await cutOut(source))],
			media_type: 'image/png',
		});
	});

	it('fetches a link that leads to this machine', async () => {
		const { json } = await caller.generate({ prompt: 'A fox', aspect_ratio: 'ASPECT_3_1' });
		const link = JSON.stringify(json).match(/"url":"([^"]+)"/)?.[1];
		const { output } = await caller.outcomeOf(await caller.submit({ image_url: link }));
		const image = await request(output?.media_url[0] ?? '');
		expect(await sharp(image.bytes).metadata()).toMatchObject({ width: 1536, height: 512 });
	});

	it('gives a stand-in for other links, the same one for the same link', async () => {
		const cut = async (image_url: string) => {
			const { output } = await caller.outcomeOf(await caller.submit({ image_url }));
			return digest((await request(output?.media_url[0] ?? '')).bytes);
		};
		const [one, again, other] = await Promise.all(
			['https://example.com/a.png', 'https://example.com/a.png', 'https://example.com/b.png'].map(
				cut,
			),
		);
		expect(one).toBe(again);
		expect(one).not.toBe(other);
	});
});

describe('a cut-out', () => {
	it.each(['png', 'jpeg', 'webp'] as const)(
		'is clear around the subject and opaque inside it, of %s',
		async (format) => {
			const source = await sharp(await disc(256))
				.toFormat(format)
				.toBuffer();
			const { pixels, width, height } = await pixelsOf(await cutOut(source));
			const alphaAt = (x: number, y: number) => pixels[(y * width + x) * 4 + 3];
			for (const [x, y] of [
				[0, 0],
				[width - 1, 0],
				[0, height - 1],
				[width - 1, height - 1],
				[128, 20],
			] as const) {
				expect(alphaAt(x, y)).toBe(0);
			}
			for (const [x, y] of [
				[128, 128],
				[80, 128],
				[128, 175],
			] as const) {
				expect(alphaAt(x, y)).toBe(255);
			}
		},
	);

	it('has a soft edge', async () => {
		const { pixels } = await pixelsOf(await cutOut(await disc(256)));
		const soft = pixels.filter((value, index) => index % 4 === 3 && value > 0 && value < 255);
		expect(soft.length).toBeGreaterThan(100);
		expect(soft.length).toBeLessThan(2000);
	});

	it('keeps what looks like the backdrop but is enclosed by the subject', async () => {
		const ring = await sharp(await disc(256))
			.composite([{ input: await disc(40, '#eef1f4', '#eef1f4'), left: 108, top: 108 }])
			.png()
			.toBuffer();
		const { pixels } = await pixelsOf(await cutOut(ring));
		expect(pixels[(128 * 256 + 128) * 4 + 3]).toBe(255);
	});

	it('copes with a backdrop that gets darker evenly', async () => {
		const shaded = await sharp(
			Buffer.from(
				'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><defs>' +
					'<linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#b8b8b8"/></linearGradient>' +
					'</defs><rect width="200" height="200" fill="url(#g)"/><circle cx="100" cy="100" r="50" fill="#036"/></svg>',
			),
		)
			.png()
			.toBuffer();
		const { pixels } = await pixelsOf(await cutOut(shaded));
		const alphaAt = (x: number, y: number) => pixels[(y * 200 + x) * 4 + 3];
		expect([alphaAt(5, 100), alphaAt(195, 100), alphaAt(100, 10), alphaAt(100, 100)]).toEqual([
			0, 0, 0, 255,
		]);
	});
});
