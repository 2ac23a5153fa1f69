import sharp from 'sharp';
import { z } from 'zod';
import { edit } from '../../../tools/sandbox/pictures/edit';
import { Caller, digest, disc, imagesSchema, pixelsOf, png, request, TURBO, V2 } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

const linksSchema = z.object({
	data: z.tuple([z.object({ original_image: z.string(), edited_image: z.string() })]),
});

const SIDE = 240;

/** Black on the left half. */
const leftMask = (side: number): Promise<Buffer> =>
	sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">` +
				`<rect width="${side}" height="${side}" fill="#fff"/><rect width="${side / 2}" height="${side}"/></svg>`,
		),
	)
		.png()
		.toBuffer();

it('answers V2 with links to the image before and after', async () => {
	const image = await disc(SIDE);
	const { status, json } = await caller.upload(`${V2}/edit`, {
		image_file: png(image),
		prompt: 'Make it night',
		model: 'V_2',
	});
	expect(status).toBe(200);
	expect(json).toEqual({
		created: expect.any(String),
		data: [
			{
				is_image_safe: true,
				prompt: 'Make it night',
				original_image: expect.any(String),
				edited_image: expect.any(String),
				model_used: 'V_2',
			},
		],
	});
	const { original_image, edited_image } = linksSchema.parse(json).data[0];
	expect(digest((await request(original_image)).bytes)).toBe(digest(image));
	const edited = await request(edited_image);
	expect(await sharp(edited.bytes).metadata()).toMatchObject({ format: 'png', width: SIDE });
});

it('answers Turbo in the form of generate, whichever of the two models it is given', async () => {
	const { status, json } = await caller.upload(`${TURBO}/edit`, {
		image_file: png(await disc(SIDE)),
		prompt: 'replace some text',
		model: 'V_2',
	});
	expect(status).toBe(200);
	expect(json).toEqual({
		created: expect.any(String),
		data: [
			{
				is_image_safe: true,
				prompt: 'replace some text',
				resolution: `${SIDE}x${SIDE}`,
				seed: expect.any(Number),
				style_type: 'GENERAL',
				url: expect.any(String),
			},
		],
	});
	const edited = await request(imagesSchema.parse(json).data[0].url);
	const expected = await edit(await disc(SIDE), undefined, 'replace some text');
	expect(digest(edited.bytes)).toBe(digest(expected));
});

it.each([SIDE, SIDE * 2])('changes black regions only, mask %i pixels wide', async (maskSide) => {
	const image = await disc(SIDE);
	const { json } = await caller.upload(`${TURBO}/edit`, {
		image_file: png(image),
		mask: png(await leftMask(maskSide)),
		prompt: 'Make it night',
		model: 'V_2_TURBO',
	});
	const edited = await pixelsOf((await request(imagesSchema.parse(json).data[0].url)).bytes);
	const { pixels } = await pixelsOf(image);
	const changed = { left: 0, right: 0 };
	for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
		const [from, to] = [pixel * 4, pixel * 4 + 4];
		if (pixels.subarray(from, to).equals(edited.pixels.subarray(from, to))) continue;
		changed[pixel % SIDE < SIDE / 2 ? 'left' : 'right'] += 1;
	}
	expect(changed.right).toBe(0);
	expect(changed.left).toBeGreaterThan(0.95 * SIDE * (SIDE / 2));
});

it('keeps every pixel under a white mask', async () => {
	const image = await disc(SIDE);
	const white = await sharp({
		create: { width: SIDE, height: SIDE, channels: 3, background: '#ffffff' },
	})
		.png()
		.toBuffer();
	const edited = await pixelsOf(await edit(image, white, 'anything'));
	expect(edited.pixels.equals((await pixelsOf(image)).pixels)).toBe(true);
});

it('edits differently by another prompt', async () => {
	const image = await disc(SIDE);
	const [one, other] = [await edit(image, undefined, 'one'), await edit(image, undefined, 'two')];
	expect(digest(one)).not.toBe(digest(other));
});

it('holds unsafe edits back, without links', async () => {
	const image_file = png(await disc(SIDE));
	const fields = { image_file, prompt: 'unsafe', model: 'V_2' };
	const v2 = await caller.upload(`${V2}/edit`, fields);
	expect(v2.json).toMatchObject({ data: [{ is_image_safe: false, model_used: 'V_2' }] });
	expect(v2.json).not.toHaveProperty('data.0.edited_image');
	const turbo = await caller.upload(`${TURBO}/edit`, fields);
	expect(turbo.json).not.toHaveProperty('data.0.url');
});
