import type { INodeParameters } from 'n8n-workflow';
import {
	CREATED,
	descriptionAnswer,
	picture,
	pictureAnswer,
	RESULT_URL,
} from '../../support/answers';
import { IDEOGRAM_NODES } from '../../support/gateway';
import { jsonItem } from '../../support/items';
import { dataUri, JPEG, PNG, WEBP } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

const SECOND_URL = 'https://ideogram.ai/api/images/direct/second';
const { url, ...seen } = picture;

describe.each(IDEOGRAM_NODES)('$title puts out', ({ type, endpoint }) => {
	/** Runs an operation over one item with a file, and returns the item that comes out. */
	async function itemOf(answer: object, options: INodeParameters = {}, operation = 'generate') {
		wire.answer('POST', `${endpoint}/${operation}`, { body: answer });
		const prompt = operation === 'describe' ? {} : { prompt: 'A lighthouse' };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...prompt, options },
			items: [await pixazo.fileItem()],
		});
		expect(execution.error).toBeUndefined();
		expect(execution.items()).toHaveLength(1);
		return execution.items()[0];
	}

	describe.each(['generate', 'edit', 'remix'])('of %s', (operation) => {
		test.each([
			['url', { ...seen, url }, { ...seen, url }],
			[
				'image_url, with the model',
				{ is_image_safe: true, image_weight: 50, image_url: url, model_used: 'V_2' },
				{ is_image_safe: true, url, model: 'V_2' },
			],
			[
				'edited_image, beside the original',
				{ is_image_safe: true, original_image: 'none', edited_image: url, model_used: 'V_2' },
				{ is_image_safe: true, url, model: 'V_2' },
			],
		])('an image that the answer has under %s', async (_name, image, expected) => {
			wire.answer('GET', RESULT_URL, { body: PNG });
			const item = await itemOf({ created: CREATED, data: [image] }, {}, operation);
			expect(item?.json).toEqual({ ...expected, created: CREATED });
			expect(item?.pairedItem).toEqual({ item: 0 });
			expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
			expect(item?.binary?.data).toMatchObject({
				fileName: 'lighthouse.png',
				mimeType: 'image/png',
			});
			expect(await pixazo.bytesOf(item)).toEqual(PNG);
		});
	});

	test('of describe the description, and no file', async () => {
		const item = await itemOf(descriptionAnswer, {}, 'describe');
		expect(item).toEqual({
			json: { description: 'A lighthouse above the sea', created: CREATED },
			pairedItem: { item: 0 },
		});
	});

	test('every image of an answer, listed and in fields of its own', async () => {
		const second = { ...seen, seed: 213, url: SECOND_URL };
		wire.answer('GET', RESULT_URL, { body: PNG });
		wire.answer('GET', SECOND_URL, { body: WEBP });
		const item = await itemOf({ created: CREATED, data: [picture, second] });
		expect(item?.json).toEqual({ ...picture, created: CREATED, images: [picture, second] });
		expect(item?.binary).toMatchObject({
			data: { fileName: 'lighthouse.png', mimeType: 'image/png' },
			data_1: { fileName: 'second.webp', mimeType: 'image/webp' },
		});
		expect(await pixazo.bytesOf(item, 'data')).toEqual(PNG);
		expect(await pixazo.bytesOf(item, 'data_1')).toEqual(WEBP);
	});

	test('files in the field that it was told, the second beside it', async () => {
		const second = { ...seen, url: SECOND_URL };
		wire.answer('GET', RESULT_URL, { body: PNG });
		wire.answer('GET', SECOND_URL, { body: PNG });
		const options = { outputBinaryPropertyName: 'picture' };
		const item = await itemOf({ created: CREATED, data: [picture, second] }, options);
		expect(Object.keys(item?.binary ?? {})).toEqual(['picture', 'picture_1']);
	});

	test.each([
		['no link', {}],
		['an empty link', { url: '' }],
		['null for a link', { url: null }],
	])('an image that the safety filter held back, with %s', async (_what, link) => {
		const held = { ...seen, is_image_safe: false };
		const item = await itemOf({ created: CREATED, data: [{ ...held, ...link }] });
		expect(item).toEqual({ json: { ...held, created: CREATED }, pairedItem: { item: 0 } });
	});

	test('the image that is in the answer itself', async () => {
		const answer = { created: CREATED, data: [{ ...seen, url: dataUri(WEBP, 'image/webp') }] };
		const item = await itemOf(answer, { downloadImages: false });
		expect(item?.json).toEqual({ ...seen, created: CREATED });
		expect(item?.binary?.data).toMatchObject({ fileName: 'image.webp', mimeType: 'image/webp' });
		expect(await pixazo.bytesOf(item)).toEqual(WEBP);
	});

	test('the true type of an image, whatever its link and server say', async () => {
		wire.answer('GET', RESULT_URL, { body: JPEG, headers: { 'content-type': 'image/png' } });
		const item = await itemOf(pictureAnswer);
		expect(item?.binary?.data).toMatchObject({
			fileName: 'lighthouse.jpg',
			mimeType: 'image/jpeg',
		});
	});

	test('the answer as it came, if it is not to be simplified', async () => {
		wire.answer('GET', RESULT_URL, { body: PNG });
		const answer = { ...pictureAnswer, usage: { credits: 1, left: null }, list: [[1], []] };
		const item = await itemOf(answer, { simplify: false });
		expect(item?.json).toEqual(answer);
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
	});

	test('the description as it came, if it is not to be simplified', async () => {
		const item = await itemOf(descriptionAnswer, { simplify: false }, 'describe');
		expect(item?.json).toEqual(descriptionAnswer);
	});

	test('the link alone, if nothing is to be downloaded', async () => {
		const item = await itemOf(pictureAnswer, { downloadImages: false });
		expect(item).toEqual({ json: { ...picture, created: CREATED }, pairedItem: { item: 0 } });
		expect(wire.sent).toHaveLength(1);
	});

	test('one item for each, in the order of the input, whatever finished first', async () => {
		const prompts = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
		for (const [index, prompt] of prompts.entries()) {
			wire.answer('POST', `${endpoint}/generate`, {
				body: { created: CREATED, data: [{ ...picture, prompt }] },
				containing: prompt,
				delayMs: 60 - 10 * index,
			});
		}
		const execution = await pixazo.run({
			type,
			parameters: { prompt: '={{ $json.prompt }}', options: { downloadImages: false } },
			items: prompts.map((prompt) => jsonItem({ prompt })),
		});
		expect(execution.items().map(({ json, pairedItem }) => [json.prompt, pairedItem])).toEqual(
			prompts.map((prompt, item) => [prompt, { item }]),
		);
	});
});
