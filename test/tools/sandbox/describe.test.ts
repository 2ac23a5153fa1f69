import sharp from 'sharp';
import { Caller, disc, png, TURBO, V2 } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

describe.each([V2, TURBO])('describe at %s', (base) => {
	it('tells format, size and main colours', async () => {
		const image = await disc(300, '#c01020', '#ffffff');
		const { status, json } = await caller.upload(`${base}/describe`, { image_file: png(image) });
		expect(status).toBe(200);
		expect(json).toEqual({
			created: expect.any(String),
			data: {
				description: 'A square PNG image of 300 by 300 pixels, mostly in white and red.',
			},
		});
	});
});

it.each([
	['image/jpeg', 'JPEG'],
	['image/webp', 'WebP'],
])('takes %s', async (type, name) => {
	const [, format] = type.split('/');
	const image = sharp(await disc(200)).resize(200, 100);
	const bytes = await (format === 'webp' ? image.webp() : image.jpeg()).toBuffer();
	const { json } = await caller.upload(`${V2}/describe`, {
		image_file: { bytes, type, fileName: 'Bild äöü.img' },
	});
	expect(json).toMatchObject({
		data: {
			description: expect.stringContaining(`A landscape ${name} image of 200 by 100 pixels`),
		},
	});
	expect(await caller.admin('/requests')).toContainEqual(
		expect.objectContaining({
			operationId: 'v2Describe',
			parts: [
				{ name: 'image_file', fileName: 'Bild äöü.img', contentType: type, bytes: bytes.length },
			],
		}),
	);
});

it('does not look at the picture when it is to be instant', async () => {
	const instant = await Caller.open({ instant: true });
	const { status, json } = await instant.upload(`${V2}/describe`, {
		image_file: png(Buffer.from('\x89PNG\r\n\x1a\n and nothing more', 'latin1')),
	});
	expect(status).toBe(200);
	expect(json).toMatchObject({ data: { description: 'An image/png file.' } });
	await instant.close();
});
