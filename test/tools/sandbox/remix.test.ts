import sharp from 'sharp';
import { z } from 'zod';
import { Caller, disc, imagesSchema, png, request, TURBO, V2 } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

const v2Schema = z.object({ data: z.tuple([z.object({ image_url: z.string() })]) });

it('answers V2 with a link called image_url', async () => {
	const { status, json } = await caller.upload(`${V2}/remix`, {
		image_request: JSON.stringify({
			prompt: 'A fox',
			model: 'V_2',
			aspect_ratio: 'ASPECT_3_2',
			image_weight: 30,
		}),
		image_file: png(await disc(200)),
	});
	expect(status).toBe(200);
	expect(json).toEqual({
		created: expect.stringMatching(/\.\d{6}\+00:00$/),
		data: [
			{
				is_image_safe: true,
				prompt: 'A fox',
				resolution: '1248x832',
				image_weight: 30,
				image_url: expect.any(String),
				model_used: 'V_2',
			},
		],
	});
	const { bytes } = await request(v2Schema.parse(json).data[0].image_url);
	expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1248, height: 832 });
});

it('answers Turbo in the form of generate, with whole seconds', async () => {
	const { status, json } = await caller.upload(`${TURBO}/remix`, {
		image_request: JSON.stringify({
			prompt: 'A fox',
			model: 'V_2_TURBO',
			seed: 12345,
			style_type: 'ANIME',
		}),
		image_file: png(await disc(200)),
	});
	expect(status).toBe(200);
	expect(json).toEqual({
		created: expect.stringMatching(/:\d\dZ$/),
		data: [
			{
				prompt: 'A fox',
				resolution: '1024x1024',
				is_image_safe: true,
				seed: 12345,
				url: expect.any(String),
				style_type: 'ANIME',
			},
		],
	});
});

it('takes the request as a part of type application/json too', async () => {
	const image_request = JSON.stringify({ prompt: 'A fox', model: 'V_2' });
	const boundary = 'the-boundary';
	const body = Buffer.concat([
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="image_request"\r\n` +
				`Content-Type: application/json\r\n\r\n${image_request}\r\n--${boundary}\r\n` +
				'Content-Disposition: form-data; name="image_file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
		),
		await disc(100),
		Buffer.from(`\r\n--${boundary}--\r\n`),
	]);
	const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
	const { status } = await caller.call(`${V2}/remix`, { method: 'POST', headers, body });
	expect(status).toBe(200);
});

it('is nearer to the image, and farther from the painting, the larger the weight', async () => {
	const image = await disc(1024);
	const request = {
		prompt: 'A fox',
		seed: 7,
		style_type: 'DESIGN',
		color_palette: { name: 'EMBER' },
	};
	const remixes = await Promise.all(
		[1, 25, 50, 75, 100].map((weight) => remixed(image, { ...request, image_weight: weight })),
	);
	const fromImage = await Promise.all(remixes.map((remix) => differenceOf(remix, image)));
	expect(fromImage).toEqual([...fromImage].sort((a, b) => b - a));
	expect(new Set(fromImage).size).toBe(5);
	expect(fromImage.at(-1)).toBe(0);
	const painting = await caller.paint({ ...request, model: 'V_2' });
	expect(await differenceOf(remixes[0] ?? painting, painting)).toBeLessThan(3);
});

async function remixed(image: Buffer, imageRequest: Record<string, unknown>): Promise<Buffer> {
	const { json } = await caller.upload(`${V2}/remix`, {
		image_request: JSON.stringify({ model: 'V_2', ...imageRequest }),
		image_file: png(image),
	});
	return (await request(v2Schema.parse(json).data[0].image_url)).bytes;
}

/** @returns by how much the channels of two pictures of one size differ on average */
async function differenceOf(one: Buffer, other: Buffer): Promise<number> {
	const difference = await sharp(one)
		.composite([{ input: other, blend: 'difference' }])
		.toBuffer();
	const { channels } = await sharp(difference).stats();
	return channels.slice(0, 3).reduce((sum, { mean }) => sum + mean / 3, 0);
}

it('holds an unsafe remix back, without a link', async () => {
	const image_file = png(await disc(100));
	const v2 = await caller.upload(`${V2}/remix`, {
		image_file,
		image_request: JSON.stringify({ prompt: 'unsafe', model: 'V_2' }),
	});
	expect(v2.json).toMatchObject({ data: [{ is_image_safe: false }] });
	expect(v2.json).not.toHaveProperty('data.0.image_url');
	const turbo = await caller.upload(`${TURBO}/remix`, {
		image_file,
		image_request: JSON.stringify({ prompt: 'unsafe', model: 'V_2_TURBO' }),
	});
	expect(imagesSchema.safeParse(turbo.json).success).toBe(false);
});
