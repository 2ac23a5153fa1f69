import nock from 'nock';
import sharp, { type Sharp } from 'sharp';
import { z } from 'zod';
import { Caller } from '../tools/sandbox/caller';
import { REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { complaintOf } from '../support/items';
import { Pixazo } from '../support/pixazo';

let pixazo: Pixazo;
let caller: Caller;

beforeAll(async () => {
	nock.restore();
	pixazo = await Pixazo.start();
	caller = await Caller.open({ jobSeconds: 0 });
});
beforeEach(() => caller.admin('/log', 'DELETE'));
afterAll(async () => await caller.close());

const SIZE = { width: 24, height: 16 };
const COLOURED = { ...SIZE, channels: 3 as const, background: '#205080' };
const coloured = (): Sharp => sharp({ create: COLOURED });
const translucent = (): Sharp =>
	sharp({ create: { ...SIZE, channels: 4, background: { r: 200, g: 80, b: 20, alpha: 0.5 } } });

/** Two frames, one below the other. */
const animated = (): Sharp =>
	sharp({ create: { ...COLOURED, height: 2 * SIZE.height, pageHeight: SIZE.height } });

const FLAVOURS: Array<[string, string, () => Sharp]> = [
	['JPEG, baseline', 'image/jpeg', () => coloured().jpeg()],
	['JPEG, progressive', 'image/jpeg', () => coloured().jpeg({ progressive: true })],
	['JPEG, by mozjpeg', 'image/jpeg', () => coloured().jpeg({ mozjpeg: true })],
	['JPEG, of full colour', 'image/jpeg', () => coloured().jpeg({ chromaSubsampling: '4:4:4' })],
	['JPEG, of the least quality', 'image/jpeg', () => coloured().jpeg({ quality: 1 })],
	['JPEG, grey', 'image/jpeg', () => coloured().greyscale().jpeg()],
	['JPEG, CMYK', 'image/jpeg', () => coloured().toColourspace('cmyk').jpeg()],
	['JPEG, turned by EXIF', 'image/jpeg', () => coloured().withMetadata({ orientation: 6 }).jpeg()],
	['JPEG, with a profile', 'image/jpeg', () => coloured().withIccProfile('p3').jpeg()],
	['PNG', 'image/png', () => coloured().png()],
	['PNG, interlaced', 'image/png', () => coloured().png({ progressive: true })],
	['PNG, of a palette', 'image/png', () => coloured().png({ palette: true, colours: 4 })],
	['PNG, of 16 bits', 'image/png', () => coloured().toColourspace('rgb16').png()],
	['PNG, grey', 'image/png', () => coloured().toColourspace('b-w').png()],
	['PNG, translucent', 'image/png', () => translucent().png()],
	['PNG, not compressed', 'image/png', () => coloured().png({ compressionLevel: 0 })],
	['WebP', 'image/webp', () => coloured().webp()],
	['WebP, lossless', 'image/webp', () => coloured().webp({ lossless: true })],
	['WebP, nearly lossless', 'image/webp', () => coloured().webp({ nearLossless: true })],
	['WebP, translucent', 'image/webp', () => translucent().webp()],
	['WebP, animated', 'image/webp', () => animated().webp({ loop: 0 })],
	['WebP, with a profile', 'image/webp', () => coloured().withIccProfile('p3').webp()],
];

const FOREIGN: Array<[string, () => Sharp]> = [
	['GIF', () => coloured().gif()],
	['TIFF', () => coloured().tiff()],
	['AVIF', () => coloured().avif({ effort: 0 })],
];

const UPLOADS = [
	{ title: 'as a form part', type: V2.type, parameters: { operation: 'describe' } },
	{
		title: 'in JSON',
		type: REMOVE_BACKGROUND,
		parameters: { operation: 'submit', inputSource: 'binary' },
	},
];

const loggedSchema = z.array(
	z.object({
		status: z.number(),
		bytes: z.number(),
		parts: z
			.array(z.object({ name: z.string(), contentType: z.string(), bytes: z.number() }))
			.optional(),
	}),
);
const logged = async () => loggedSchema.parse(await caller.admin('/requests'));

/** Runs a node over one file, declared as something that it is not. */
async function upload(type: string, parameters: object, bytes: Buffer) {
	const { gatewayUrl, apiKey } = caller.sandbox;
	return await pixazo.run({
		type,
		parameters: { ...parameters },
		items: [await pixazo.fileItem(bytes, 'picture.dat', 'application/octet-stream')],
		credentials: { pixazoApi: { apiKey, baseUrl: gatewayUrl } },
	});
}

describe.each(UPLOADS)('$title', ({ type, parameters }) => {
	test.each(FLAVOURS)('%s arrives whole and under its type', async (_flavour, mimeType, paint) => {
		const bytes = await paint().toBuffer();
		const execution = await upload(type, parameters, bytes);
		expect(complaintOf(execution)).toBe('');
		// The sandbox decodes the picture, and refuses one whose content is not of the declared type.
		const [request] = await logged();
		expect(request?.status).toBe(200);
		const [part] = request?.parts ?? [];
		if (part) expect(part).toMatchObject({ contentType: mimeType, bytes: bytes.length });
	});

	test.each(FOREIGN)('%s is refused by its content before it is sent', async (title, paint) => {
		const execution = await upload(type, parameters, await paint().toBuffer());
		expect(complaintOf(execution)).toMatch(new RegExp(`${title}|not an image`));
		expect(await logged()).toEqual([]);
	});

	test('a picture of exactly 10 MB arrives whole', async () => {
		const picture = await coloured().png().toBuffer();
		const largest = Buffer.concat([picture], 10 * 1024 * 1024);
		const execution = await upload(type, parameters, largest);
		expect(complaintOf(execution)).toBe('');
		expect((await logged())[0]?.bytes).toBeGreaterThan(largest.length);
	});
});

test('one field serves as image and mask, and its name for the result as well', async () => {
	const { gatewayUrl, apiKey } = caller.sandbox;
	const bytes = await coloured().png().toBuffer();
	const execution = await pixazo.run({
		type: V2.type,
		parameters: {
			operation: 'edit',
			prompt: 'Snow',
			options: { maskBinaryPropertyName: 'data', outputBinaryPropertyName: 'data' },
		},
		items: [await pixazo.fileItem(bytes)],
		credentials: { pixazoApi: { apiKey, baseUrl: gatewayUrl } },
	});
	expect(complaintOf(execution)).toBe('');
	const [request] = await logged();
	expect(request?.parts?.map(({ name }) => name)).toEqual([
		'image_file',
		'mask',
		'prompt',
		'model',
	]);
	const result = await pixazo.bytesOf(execution.items()[0]);
	expect(await sharp(result).metadata()).toMatchObject({ format: 'png', ...SIZE });
	expect(result?.equals(bytes)).toBe(false);
});
