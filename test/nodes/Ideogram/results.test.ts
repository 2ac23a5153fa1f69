import type { INodeParameters } from 'n8n-workflow';
import { CREATED, descriptionAnswer, image, imageAnswer, RESULT_URL } from '../../support/answers';
import { IDEOGRAM_NODES } from '../../support/gateway';
import { dataUri, JPEG, PNG, WEBP } from '../../support/images';
import { complaintOf } from '../../support/items';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const SECOND_URL = 'https://ideogram.ai/api/images/direct/second';
const seen = { ...image, url: undefined };

describe.each(IDEOGRAM_NODES)('$title returns', ({ type, endpoint }) => {
	/** Runs an operation over one item with a file, and returns the item that comes out. */
	async function itemOf(body: object, options: INodeParameters = {}, operation = 'generate') {
		wire.answer('POST', `${endpoint}/${operation}`, { body });
		const prompt = operation === 'describe' ? {} : { prompt: 'A lighthouse' };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...prompt, options },
			items: [await pixazo.fileItem()],
		});
		expect(complaintOf(execution)).toBe('');
		expect(execution.items()).toHaveLength(1);
		return execution.items()[0];
	}

	test('the image, named by operation, item, and seed, under its true type', async () => {
		wire.answer('GET', RESULT_URL, { body: JPEG, headers: { 'content-type': 'image/png' } });
		const item = await itemOf(imageAnswer);
		expect(item?.json).toEqual({ ...image, created: CREATED });
		expect(item?.pairedItem).toEqual({ item: 0 });
		expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
		const named = { fileName: 'generate-0-212.jpg', mimeType: 'image/jpeg' };
		expect(item?.binary?.data).toMatchObject(named);
		expect(await pixazo.bytesOf(item)).toEqual(JPEG);
	});

	test('every image of an answer, listed and in fields of its own', async () => {
		const second = { ...seen, url: SECOND_URL };
		wire.answer('GET', RESULT_URL, { body: PNG });
		wire.answer('GET', SECOND_URL, { body: WEBP });
		const options = { outputBinaryPropertyName: 'art', fileName: 'poster v1.2' };
		const item = await itemOf({ created: CREATED, data: [image, second] }, options, 'remix');
		expect(item?.json).toEqual({ ...image, created: CREATED, images: [image, second] });
		expect(item?.binary).toMatchObject({
			art: { fileName: 'poster v1.2.png', mimeType: 'image/png' },
			art_1: { fileName: 'poster v1.2_1.webp', mimeType: 'image/webp' },
		});
		expect(await pixazo.bytesOf(item, 'art')).toEqual(PNG);
		expect(await pixazo.bytesOf(item, 'art_1')).toEqual(WEBP);
	});

	test('the fields of an image that the safety filter held back, and no file', async () => {
		const held = { ...seen, is_image_safe: false };
		const item = await itemOf({ created: CREATED, data: [{ ...held, url: null }] });
		expect(item).toEqual({ json: { ...held, created: CREATED }, pairedItem: { item: 0 } });
	});

	test('an image that is in the answer itself, even if nothing is to be downloaded', async () => {
		const body = { created: CREATED, data: [{ ...seen, url: dataUri(WEBP, 'image/png') }] };
		const item = await itemOf(body, { downloadImages: '={{ "FALSE" }}' });
		expect(item?.json).toEqual({ ...seen, created: CREATED });
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/webp' });
		expect(await pixazo.bytesOf(item)).toEqual(WEBP);
	});

	test('the link alone, if nothing is to be downloaded', async () => {
		const item = await itemOf(imageAnswer, { downloadImages: false });
		expect(item).toEqual({ json: { ...image, created: CREATED }, pairedItem: { item: 0 } });
	});

	test('the answer as it came, if it is not to be simplified', async () => {
		const body = { ...imageAnswer, usage: { credits: 1, left: null }, list: [[1], []] };
		const item = await itemOf(body, { simplify: false, downloadImages: false });
		expect(item?.json).toEqual(body);
		const described = await itemOf(descriptionAnswer, { simplify: false }, 'describe');
		expect(described?.json).toEqual(descriptionAnswer);
	});
});
