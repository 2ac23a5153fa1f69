import sharp from 'sharp';
import { Caller, disc, png, REMOVE_BACKGROUND, refusal, V2 } from './caller';

let caller: Caller;
let image: Buffer;
beforeAll(async () => {
	[caller, image] = await Promise.all([Caller.open(), disc(64)]);
});
afterAll(() => caller.close());

const MAX_BYTES = 10 * 1024 * 1024;

describe('an image', () => {
	it('is refused when its content is not what its type says', async () => {
		const jpeg = await sharp(image).jpeg().toBuffer();
		expect(await caller.upload(`${V2}/describe`, { image_file: png(jpeg) })).toMatchObject(
			refusal('Invalid image_file', 'says it is image/png, but its content is image/jpeg'),
		);
	});

	it.each(['image/gif', 'application/octet-stream', 'image/jpg'])(
		'is refused as %s',
		async (type) => {
			const image_file = { bytes: image, type, fileName: 'a.png' };
			expect(await caller.upload(`${V2}/describe`, { image_file })).toMatchObject(
				refusal('Invalid image_file', `not ${type}`),
			);
		},
	);

	it('is refused when it is no image', async () => {
		const image_file = png(Buffer.from('GIF89a, perhaps'));
		expect(await caller.upload(`${V2}/describe`, { image_file })).toMatchObject(
			refusal('Invalid image_file', 'not JPEG, PNG or WebP'),
		);
	});

	it('is refused when it is damaged', async () => {
		const parts = {
			image_file: png(image),
			mask: png(image.subarray(0, 20)),
			prompt: 'x',
			model: 'V_2',
		};
		expect(await caller.upload(`${V2}/edit`, parts)).toMatchObject(
			refusal('Invalid mask', 'damaged'),
		);
	});

	it('is taken at 10 MB, and refused a byte above', async () => {
		const full = Buffer.concat([image, Buffer.alloc(MAX_BYTES - image.length)]);
		const taken = await caller.upload(`${V2}/describe`, { image_file: png(full) });
		expect(taken.status).toBe(200);
		const more = png(Buffer.concat([full, Buffer.alloc(1)]));
		expect(await caller.upload(`${V2}/describe`, { image_file: more })).toMatchObject(
			refusal('Invalid image_file', 'has 10485761 bytes, the limit is 10485760'),
		);
	});
});

describe('an image_url', () => {
	it.each([
		['nothing', {}, 'Invalid body', '"image_url" is required'],
		['another scheme', { image_url: 'ftp://host/a.png' }, 'Invalid image_url', 'pattern'],
		['a malformed link', { image_url: 'http://' }, 'Invalid image_url', 'malformed'],
		['a dead link', { image_url: 'http://127.0.0.1:9/a.png' }, 'Invalid image_url', 'reached'],
		[
			'a data URI in plain text',
			{ image_url: 'data:image/png,abc' },
			'Invalid image_url',
			'base64',
		],
		['no image', { image_url: 'data:image/png;base64,aGVsbG8=' }, 'Invalid image_url', 'not JPEG'],
		[
			'sync_mode as text',
			{ image_url: 'https://a/b', sync_mode: 'true' },
			'Invalid sync_mode',
			'boolean',
		],
		['another field', { image_url: 'https://a/b', prompt: 'x' }, 'Invalid body', '"prompt"'],
	])('is refused for %s', async (_what, fields, error, message) => {
		expect(await caller.post(REMOVE_BACKGROUND, fields)).toMatchObject(refusal(error, message));
	});

	it('is refused when a data URI names another type', async () => {
		const image_url = `data:image/webp;base64,${image.toString('base64')}`;
		expect(await caller.post(REMOVE_BACKGROUND, { image_url })).toMatchObject(
			refusal('Invalid image_url', 'says image/webp, but its content is image/png'),
		);
	});

	it('is refused above 10 MB', async () => {
		const bytes = Buffer.concat([image, Buffer.alloc(MAX_BYTES)]);
		const image_url = `data:image/png;base64,${bytes.toString('base64')}`;
		expect(await caller.post(REMOVE_BACKGROUND, { image_url })).toMatchObject(
			refusal('Invalid image_url', 'the limit is 10485760'),
		);
	});
});
