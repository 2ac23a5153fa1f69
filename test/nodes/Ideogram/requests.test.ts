import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { descriptionAnswer, imageAnswer } from '../../support/answers';
import { API_KEY, IDEOGRAM_NODES } from '../../support/gateway';
import { dataUri, JPEG, PNG, WEBP } from '../../support/images';
import { complaintOf } from '../../support/items';
import { partsOf } from '../../support/multipart';
import { Pixazo } from '../../support/pixazo';
import { jsonOf, useWire } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const PROMPT = 'Write "OPEN" on the ☂\r\nand more';
const LINK = 'https://images.example/photos/portrait.jpg?size=2';

const text = (value: string) => ({ mimeType: 'text/plain', bytes: Buffer.from(value) });
const photo = { name: 'image_file', fileName: 'photo.png', mimeType: 'image/png', bytes: PNG };

describe.each(IDEOGRAM_NODES)('$title', ({ type, model, otherModel, endpoint }) => {
	/** Runs an operation over one item, and returns the request that it sent. */
	async function requestOf(
		operation: string,
		parameters: INodeParameters,
		item?: INodeExecutionData,
	) {
		const url = `${endpoint}/${operation}`;
		wire.answer('POST', url, { body: operation === 'describe' ? descriptionAnswer : imageAnswer });
		const { options = {}, ...fields } = { ...parameters, operation };
		const quietly = operation === 'describe' ? {} : { downloadImages: false };
		const execution = await pixazo.run({
			type,
			parameters: { ...fields, options: { ...quietly, ...Object(options) } },
			items: [item ?? (await pixazo.fileItem())],
		});
		expect(complaintOf(execution)).toBe('');
		const [request] = wire.sentTo(url);
		if (!request) throw new Error('nothing was sent');
		return request;
	}

	const partsSent = async (...sent: Parameters<typeof requestOf>) =>
		await partsOf(await requestOf(...sent));

	/** The JSON of generate, or of remix's first part, under `image_request`. */
	async function imageRequestOf(operation: string, parameters: INodeParameters): Promise<unknown> {
		const request = await requestOf(operation, parameters);
		if (operation === 'generate') return jsonOf(request);
		const [first, ...others] = await partsOf(request);
		expect(first).toMatchObject({ name: 'image_request', mimeType: 'text/plain' });
		expect(others).toEqual([photo]);
		return { image_request: JSON.parse(String(first?.bytes)) };
	}

	test.each([
		['generate', { prompt: PROMPT }, /^application\/json$/, 'no-cache'],
		['describe', {}, /^multipart\/form-data; boundary=\S+$/, undefined],
	])('sends %s with the key and its exact length', async (operation, parameters, is, caching) => {
		const { method, headers, body } = await requestOf(operation, parameters);
		expect(method).toBe('POST');
		expect(headers['ocp-apim-subscription-key']).toBe(API_KEY);
		expect(headers['content-type']).toMatch(is);
		expect(headers['content-length']).toBe(String(body.length));
		expect(headers['cache-control']).toBe(caching);
	});

	describe.each([
		['generate', {}],
		['remix', { image_weight: 50 }],
	])('sends to %s', (operation, weight) => {
		const least = { prompt: PROMPT, aspect_ratio: 'ASPECT_1_1', model, ...weight };

		test('by default nothing but what is required', async () => {
			const request = await imageRequestOf(operation, { prompt: PROMPT });
			expect(request).toEqual({ image_request: least });
		});

		test('nothing of options that were added and left empty', async () => {
			const empty = ['', '={{ "  " }}', '={{ null }}', '={{ $json.nowhere }}'];
			for (const value of empty) {
				const request = await imageRequestOf(operation, {
					prompt: PROMPT,
					options: {
						...{ negativePrompt: value, magicPrompt: value, styleType: value },
						...{ seed: value, colorPalette: value },
					},
				});
				expect(request).toEqual({ image_request: least });
				wire.sent.length = 0;
			}
		});

		test('everything that can be set, as people write it', async () => {
			const request = await imageRequestOf(operation, {
				prompt: '={{ 2026 }}',
				aspectRatio: '={{ " 16:10 " }}',
				options: {
					negativePrompt: ' blur ',
					seed: '={{ "9999999999" }}',
					magicPrompt: '={{ "off" }}',
					styleType: 'RENDER_3D',
					colorPalette: '={{ "Jungle" }}',
				},
			});
			expect(request).toEqual({
				image_request: {
					...{ ...least, prompt: '2026', aspect_ratio: 'ASPECT_16_10', negative_prompt: 'blur' },
					...{ seed: 9_999_999_999, magic_prompt_option: 'OFF', style_type: 'RENDER_3D' },
					color_palette: { name: 'JUNGLE' },
				},
			});
		});
	});

	describe('sends to edit', () => {
		const prompt = { name: 'prompt', ...text(PROMPT) };

		test.each([
			['by default', {}],
			['with options left empty', { maskBinaryPropertyName: '', maskUrl: ' ', model: '' }],
		])("%s the image, the prompt, and the node's own model", async (_what, options) => {
			expect(await partsSent('edit', { prompt: PROMPT, options })).toEqual([
				photo,
				prompt,
				{ name: 'model', ...text(model) },
			]);
		});

		test('a mask in another field of the item, and the other model', async () => {
			const stencil = await pixazo.file(WEBP, 'mask.webp', 'image/webp');
			const { binary } = await pixazo.fileItem();
			const options = { maskBinaryPropertyName: ' stencil ', model: otherModel };
			const item = { json: {}, binary: { ...binary, stencil } };
			expect(await partsSent('edit', { prompt: PROMPT, options }, item)).toEqual([
				photo,
				{ name: 'mask', fileName: 'mask.webp', mimeType: 'image/webp', bytes: WEBP },
				prompt,
				{ name: 'model', ...text(otherModel) },
			]);
		});

		test('a mask from a link', async () => {
			wire.answer('GET', 'https://images.example/sky.jpg', { body: JPEG });
			const options = { maskUrl: 'https://images.example/sky.jpg' };
			const parts = await partsSent('edit', { prompt: PROMPT, options });
			expect(parts[1]).toEqual({
				...{ name: 'mask', fileName: 'sky.jpg', mimeType: 'image/jpeg', bytes: JPEG },
			});
		});
	});

	describe('takes an image', () => {
		test.each([
			['"best"\r\nGröße 🦄.png', '%22best%22Größe 🦄.png'],
			['C:\\holiday\\beach', 'beach.png'],
			[undefined, 'image.png'],
			[7, '7.png'],
		])('called %j as %j', async (fileName, expected) => {
			const file = JSON.parse(JSON.stringify({ ...(await pixazo.file()), fileName }));
			const item = { json: {}, binary: { data: file } };
			const [part] = await partsSent('describe', {}, item);
			expect(part).toEqual({ ...photo, fileName: expected });
		});

		test('from a link, which may redirect', async () => {
			const target = 'https://cdn.images.example/9f0e.jpg';
			wire.answer('GET', LINK, { status: 302, headers: { location: target } });
			wire.answer('GET', target, { body: JPEG, headers: { 'content-type': 'text/plain' } });
			const parameters = { inputSource: 'url', imageUrl: LINK };
			expect(await partsSent('describe', parameters)).toEqual([
				{ name: 'image_file', fileName: 'portrait.jpg', mimeType: 'image/jpeg', bytes: JPEG },
			]);
		});

		test('from a data URI, whatever type it declares', async () => {
			const parameters = { inputSource: 'url', imageUrl: dataUri(WEBP, 'text/plain') };
			expect(await partsSent('describe', parameters)).toEqual([
				{ name: 'image_file', fileName: 'image.webp', mimeType: 'image/webp', bytes: WEBP },
			]);
			expect(wire.sent).toHaveLength(1);
		});
	});
});
