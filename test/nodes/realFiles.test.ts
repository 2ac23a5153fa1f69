import sharp from 'sharp';
import { ACCEPTED, OTHERS } from '../fixtures/files/images';
import { descriptionAnswer, imageAnswer, queuedAnswer, RESULT_URL } from '../support/answers';
import { REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { dataUri } from '../support/images';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

/** Sends a file, declared as something that it is not, in a form and in JSON. */
async function uploadTwice(bytes: Buffer): Promise<string> {
	const items = [await pixazo.fileItem(bytes, 'image.dat', 'application/octet-stream')];
	const form = { type: V2.type, parameters: { operation: 'describe' } };
	const json = { operation: 'submit', inputSource: 'binary' };
	const executions = [
		await pixazo.run({ ...form, items }),
		await pixazo.run({ type: REMOVE_BACKGROUND, parameters: json, items }),
	];
	return executions.map(complaintOf).join('');
}

test.each(ACCEPTED)('$title is sent byte for byte and under its type', async (file) => {
	const bytes = await file.bytes();
	const uri = dataUri(bytes, file.mimeType);
	wire.answer('POST', `${V2.endpoint}/describe`, { body: descriptionAnswer });
	wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
	expect(await uploadTwice(bytes)).toBe('');
	const [form, json] = wire.sent;
	const [part] = form ? await partsOf(form) : [];
	// Not by toEqual, which would print megabytes.
	expect(dataUri(part?.bytes ?? Buffer.alloc(0), part?.mimeType) === uri).toBe(true);
	expect(json?.body.toString() === JSON.stringify({ image_url: uri })).toBe(true);
	expect(file.mimeType).toBe(`image/${(await sharp(bytes).metadata()).format}`);
});

test.each(OTHERS)('$title is refused by name before anything is sent', async (file) => {
	expect(await uploadTwice(await file.bytes())).toMatch(
		new RegExp(`in ${file.title} format.*in ${file.title} format`, 's'),
	);
	expect(wire.sent).toEqual([]);
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
