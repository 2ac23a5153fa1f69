import sharp from 'sharp';
import { z } from 'zod';
import { ACCEPTED, OTHERS } from '../fixtures/files/images';
import { descriptionAnswer, imageAnswer, queuedAnswer, RESULT_URL } from '../support/answers';
import { REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { dataUri } from '../support/images';
import { Pixazo } from '../support/pixazo';
import { jsonOf, type SentRequest, useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const submittedSchema = z.object({ image_url: z.string() });

/** Ways to send a file, and how to find it in the request, with its type. */
const UPLOADS = [
	{
		way: 'in a form',
		type: V2.type,
		parameters: { operation: 'describe' },
		url: `${V2.endpoint}/describe`,
		answer: descriptionAnswer,
		sentFile: async (request: SentRequest): Promise<string> => {
			const [part] = await partsOf(request);
			return dataUri(part?.bytes ?? Buffer.alloc(0), part?.mimeType);
		},
	},
	{
		way: 'in JSON',
		type: REMOVE_BACKGROUND,
		parameters: { operation: 'submit', inputSource: 'binary' },
		url: SUBMIT_URL,
		answer: queuedAnswer,
		sentFile: async (request: SentRequest) => submittedSchema.parse(jsonOf(request)).image_url,
	},
];

describe.each(UPLOADS)('sent $way', ({ type, parameters, url, answer, sentFile }) => {
	/** Declared as something that they are not. */
	const upload = async (bytes: Buffer) =>
		await pixazo.run({
			type,
			parameters,
			items: [await pixazo.fileItem(bytes, 'image.dat', 'application/octet-stream')],
		});

	test.each(ACCEPTED)('$title arrives byte for byte and under its type', async (file) => {
		const bytes = await file.bytes();
		wire.answer('POST', url, { body: answer });
		const execution = await upload(bytes);
		expect(complaintOf(execution)).toBe('');
		const files = await Promise.all(wire.sent.map(sentFile));
		// Not by toEqual, which would print megabytes.
		expect(files.map((sent) => sent === dataUri(bytes, file.mimeType))).toEqual([true]);
	});

	test.each(OTHERS)('$title is refused by name before anything is sent', async (file) => {
		const execution = await upload(await file.bytes());
		expect(complaintOf(execution)).toContain(file.format);
		expect(wire.sent).toEqual([]);
	});
});

test.each([...ACCEPTED, ...OTHERS])(
	'$title comes as a result byte for byte and under its type',
	async ({ mimeType, ...file }) => {
		const bytes = await file.bytes();
		wire.answer('POST', `${V2.endpoint}/generate`, { body: imageAnswer });
		wire.answer('GET', RESULT_URL, { body: bytes });
		const execution = await pixazo.run({ type: V2.type, parameters: { prompt: 'A lighthouse' } });
		expect(complaintOf(execution)).toBe('');
		const [item] = execution.items();
		expect(item?.binary?.data?.mimeType).toBe(mimeType);
		expect((await pixazo.bytesOf(item))?.equals(bytes)).toBe(true);
	},
);

test.each(ACCEPTED)('$title is one that an image library reads', async ({ mimeType, bytes }) => {
	const { format } = await sharp(await bytes()).metadata();
	expect(mimeType).toBe(`image/${format}`);
});

test('one field serves as image, as mask, and for the result', async () => {
	const [photo, result] = await Promise.all([ACCEPTED[0]?.bytes(), ACCEPTED[1]?.bytes()]);
	wire.answer('POST', `${V2.endpoint}/edit`, { body: imageAnswer });
	wire.answer('GET', RESULT_URL, { body: result });
	const options = { maskBinaryPropertyName: 'data', outputBinaryPropertyName: 'data' };
	const execution = await pixazo.run({
		type: V2.type,
		parameters: { operation: 'edit', prompt: 'Snow', options },
		items: [await pixazo.fileItem(photo)],
	});
	const [request] = wire.sent;
	const parts = request ? await partsOf(request) : [];
	expect(parts).toMatchObject([
		{ name: 'image_file', bytes: photo },
		{ name: 'mask', bytes: photo },
		{ name: 'prompt' },
		{ name: 'model' },
	]);
	expect(await pixazo.bytesOf(execution.items()[0])).toEqual(result);
});
