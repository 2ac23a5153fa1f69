import sharp from 'sharp';
import { RESOLUTIONS } from '../../../tools/sandbox/pictures/resolutions';
import { Caller, digest, imagesSchema, request, TURBO, V2 } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

const tropical = { prompt: 'A lighthouse', seed: 212, color_palette: { name: 'JUNGLE' } };

describe.each([
	[V2, 'V_2'],
	[TURBO, 'V_2_TURBO'],
])('generate at %s', (base, model) => {
	it('answers with a link to a PNG of the resolution it tells', async () => {
		const { status, json } = await caller.post(`${base}/generate`, {
			image_request: { ...tropical, model, aspect_ratio: 'ASPECT_10_16', style_type: 'REALISTIC' },
		});
		expect(status).toBe(200);
		expect(json).toEqual({
			created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/),
			data: [
				{
					is_image_safe: true,
					prompt: 'A lighthouse',
					resolution: '800x1280',
					seed: 212,
					style_type: 'REALISTIC',
					url: expect.stringMatching(
						/\/api\/images\/ephemeral\/[\w-]+\.png\?exp=\d+&sig=[0-9a-f]{64}$/,
					),
				},
			],
		});
		const image = await request(imagesSchema.parse(json).data[0].url);
		expect(image.headers.get('content-type')).toBe('image/png');
		expect(await sharp(image.bytes).metadata()).toMatchObject({
			format: 'png',
			width: 800,
			height: 1280,
		});
	});
});

describe('a painting', () => {
	it('is the same, byte for byte, for the same request', async () => {
		expect(digest(await caller.paint(tropical))).toBe(digest(await caller.paint(tropical)));
	});

	it.each([
		['seed', { seed: 213 }],
		['prompt', { prompt: 'A lighthouse!' }],
		['negative prompt', { negative_prompt: 'blur' }],
		['palette', { color_palette: { name: 'EMBER' } }],
		['aspect ratio', { aspect_ratio: 'ASPECT_16_9' }],
	])('is another one for another %s', async (_what, change) => {
		const changed = await caller.paint({ ...tropical, ...change });
		expect(digest(changed)).not.toBe(digest(await caller.paint(tropical)));
	});

	it('is another one for every style', async () => {
		const styles = ['AUTO', 'GENERAL', 'REALISTIC', 'DESIGN', 'RENDER_3D', 'ANIME'];
		const images = await Promise.all(
			styles.map((style_type) => caller.paint({ ...tropical, style_type })),
		);
		expect(new Set(images.map(digest)).size).toBe(styles.length);
	});

	it('shows the prompt: other words change pixels where the letters stand', async () => {
		const [one, other] = await Promise.all([
			caller.paint({ ...tropical, prompt: 'mmmm', style_type: 'DESIGN' }),
			caller.paint({ ...tropical, prompt: '....', style_type: 'DESIGN' }),
		]);
		const panel = { left: 0, top: 700, width: 1024, height: 300 };
		const brightnessOf = async (image: Buffer) => {
			// In two steps: statistics are of a file as it is, before it is cropped.
			const cropped = await sharp(image).extract(panel).png().toBuffer();
			return (await sharp(cropped).stats()).channels[0]?.mean ?? 0;
		};
		expect(await brightnessOf(one)).toBeGreaterThan((await brightnessOf(other)) + 1);
	});

	it('takes any text for a prompt', async () => {
		const prompt = `<b>&"'\u0000\ud800 ${'Donaudampfschifffahrt'.repeat(20)} 日本語 🎈`;
		const image = await caller.paint({ prompt });
		expect(await sharp(image).metadata()).toMatchObject({ width: 1024, height: 1024 });
	});
});

describe('what a request leaves open', () => {
	it('is a seed that the answer tells, and with which the picture can be had again', async () => {
		const first = imagesSchema.parse((await caller.generate({ prompt: 'A fox' })).json).data[0];
		const second = imagesSchema.parse((await caller.generate({ prompt: 'A fox' })).json).data[0];
		expect(second.seed).not.toBe(first.seed);
		const again = await caller.paint({ prompt: 'A fox', seed: first.seed });
		expect(digest(again)).toBe(digest((await request(first.url)).bytes));
	});

	it('is a style that the answer tells', async () => {
		const { json } = await caller.generate({ ...tropical, style_type: 'AUTO' });
		expect(imagesSchema.parse(json).data[0].style_type).toMatch(
			/^(GENERAL|REALISTIC|DESIGN|RENDER_3D|ANIME)$/,
		);
	});
});

it.each(Object.entries(RESOLUTIONS))('paints %s at its resolution', async (aspect_ratio, size) => {
	const image = await caller.paint({ ...tropical, aspect_ratio });
	expect(await sharp(image).metadata()).toMatchObject(size);
});

it('holds an unsafe image back, without a link', async () => {
	const { status, json } = await caller.generate({ prompt: 'Something UNSAFE', seed: 1 });
	expect(status).toBe(200);
	expect(json).toMatchObject({ data: [{ is_image_safe: false, seed: 1 }] });
	expect(json).not.toHaveProperty('data.0.url');
});
