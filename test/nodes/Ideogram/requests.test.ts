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

const text = (name: string, value: string) => ({
	...{ name, mimeType: 'text/plain', bytes: Buffer.from(value) },
});
const photo = { name: 'image_file', fileName: 'photo.png', mimeType: 'image/png', bytes: PNG };

describe.each(IDEOGRAM_NODES)('$title', ({ type, model, otherModel, endpoint }) => {
	/** Runs an operation over one item, and returns the request that it sent. */
	async function requestOf(
		operation: string,
		{ options, ...parameters }: INodeParameters,
		item?: INodeExecutionData,
	) {
		const url = `${endpoint}/${operation}`;
		const isText = operation === 'describe';
		wire.answer('POST', url, { body: isText ? descriptionAnswer : imageAnswer });
		const quietly = isText ? {} : { downloadImages: false };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...parameters, options: { ...quietly, ...Object(options) } },
			items: [item ?? (await pixazo.fileItem())],
		});
		expect(complaintOf(execution)).toBe('');
		const [request] = wire.sent.filter((sent) => sent.url === url).slice(-1);
		if (!request) throw new Error('nothing was sent');
		const { method, headers, body } = request;
		const length = String(body.length);
		expect([method, headers['ocp-apim-subscription-key']]).toEqual(['POST', API_KEY]);
		expect(headers['content-length']).toBe(length);
		return request;
	}

	const partsSent = async (...sent: Parameters<typeof requestOf>) =>
		await partsOf(await requestOf(...sent));

	test('generate sends JSON with nothing but what is set', async () => {
		const least = { prompt: PROMPT, aspect_ratio: 'ASPECT_1_1', model };
		const names = ['negativePrompt', 'magicPrompt', 'styleType', 'seed', 'colorPalette'];
		for (const empty of ['', '={{ "  " }}', '={{ null }}', '={{ $json.nowhere }}']) {
			const options = Object.fromEntries(names.map((name) => [name, empty]));
			const request = await requestOf('generate', { prompt: PROMPT, options });
			expect(jsonOf(request)).toEqual({ image_request: least });
			const types = { 'content-type': 'application/json', 'cache-control': 'no-cache' };
			expect(request.headers).toMatchObject(types);
		}
	});

	test('remix sends a form with everything that is set, as people write it', async () => {
		const [first, ...others] = await partsSent('remix', {
			...{ prompt: '={{ 2026 }}', aspectRatio: '={{ " 16:10 " }}', imageWeight: '={{ "7" }}' },
			options: {
				...{ negativePrompt: ' blur ', seed: '={{ "9999999999" }}', styleType: 'RENDER_3D' },
				...{ magicPrompt: '={{ "off" }}', colorPalette: '={{ "Jungle" }}' },
			},
		});
		expect(first).toMatchObject({ name: 'image_request', mimeType: 'text/plain' });
		expect(JSON.parse(String(first?.bytes))).toEqual({
			...{ prompt: '2026', aspect_ratio: 'ASPECT_16_10', model, image_weight: 7 },
			...{ negative_prompt: 'blur', seed: 9_999_999_999, style_type: 'RENDER_3D' },
			...{ magic_prompt_option: 'OFF', color_palette: { name: 'JUNGLE' } },
		});
		expect(others).toEqual([photo]);
	});

	test("edit sends a form with the image, the prompt, and the node's own model", async () => {
		for (const options of [{}, { maskBinaryPropertyName: '', maskUrl: ' ', model: '' }]) {
			const parts = await partsSent('edit', { prompt: PROMPT, options });
			expect(parts).toEqual([photo, text('prompt', PROMPT), text('model', model)]);
		}
	});

	test('edit sends a mask in another field of the item, and the other model', async () => {
		const mask = await pixazo.file(WEBP, 'mask.webp', 'image/webp');
		const item = { json: {}, binary: { data: await pixazo.file(), mask } };
		const options = { maskBinaryPropertyName: ' mask ', model: otherModel };
		expect(await partsSent('edit', { prompt: PROMPT, options }, item)).toEqual([
			photo,
			{ name: 'mask', fileName: 'mask.webp', mimeType: 'image/webp', bytes: WEBP },
			text('prompt', PROMPT),
			text('model', otherModel),
		]);
	});

	test('edit sends a mask from a link', async () => {
		wire.answer('GET', 'https://images.example/sky.jpg', { body: JPEG });
		const options = { maskUrl: 'https://images.example/sky.jpg' };
		const [, mask] = await partsSent('edit', { prompt: PROMPT, options });
		expect(mask).toEqual({
			...{ name: 'mask', fileName: 'sky.jpg', mimeType: 'image/jpeg', bytes: JPEG },
		});
	});

	test.each([
		['"best"\r\nGröße 🦄.png', '%22best%22Größe 🦄.png'],
		['C:\\holiday\\beach', 'beach.png'],
		[undefined, 'image.png'],
		[7, '7.png'],
	])('describe sends a form with an image called %j as %j', async (fileName, expected) => {
		const file = JSON.parse(JSON.stringify({ ...(await pixazo.file()), fileName }));
		const item = { json: {}, binary: { data: file } };
		expect(await partsSent('describe', {}, item)).toEqual([{ ...photo, fileName: expected }]);
	});

	test('describe sends an image behind a link, which may redirect', async () => {
		const target = 'https://cdn.images.example/9f0e.jpg';
		wire.answer('GET', LINK, { status: 302, headers: { location: target } });
		wire.answer('GET', target, { body: JPEG, headers: { 'content-type': 'text/plain' } });
		expect(await partsSent('describe', { inputSource: 'url', imageUrl: LINK })).toEqual([
			{ name: 'image_file', fileName: 'portrait.jpg', mimeType: 'image/jpeg', bytes: JPEG },
		]);
	});

	test('describe sends the image of a data URI, whatever type that declares', async () => {
		const imageUrl = dataUri(WEBP, 'text/plain');
		expect(await partsSent('describe', { inputSource: 'url', imageUrl })).toEqual([
			{ name: 'image_file', fileName: 'image.webp', mimeType: 'image/webp', bytes: WEBP },
		]);
	});
});
