import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { completedAnswer, queuedAnswer } from '../../support/answers';
import { API_KEY, GATEWAY } from '../../support/gateway';
import { dataUri, JPEG, PNG, WEBP } from '../../support/images';
import { complaintOf, jsonItem } from '../../support/items';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const URLS = {
	generate: `${GATEWAY}/ideogram-v4/v1/ideogram-v4-request`,
	remix: `${GATEWAY}/ideogram-v4-image-to-image/v1/ideogram-v4-image-to-image-request`,
};
const LINK = 'https://photos.example/shop.png?size=2';
const MEDIA = ['https://media.pixazo.example/1.jpg', 'https://media.pixazo.example/2.jpg'] as const;
const done = (...media_url: string[]) => ({
	...completedAnswer,
	output: { media_url, media_type: 'image/jpeg' },
});

type Operation = keyof typeof URLS;
type Parameters = INodeParameters & { options?: INodeParameters };

const run = async (operation: Operation, parameters: Parameters, item = jsonItem()) =>
	await pixazo.run({
		type: 'n8n-nodes-pixazo.ideogram4',
		parameters: { operation, prompt: 'A lighthouse', imageUrl: LINK, ...parameters },
		items: [item],
	});

/** The body that the node sends, byte for byte. */
async function bodyOf(operation: Operation, parameters: Parameters, item?: INodeExecutionData) {
	wire.answer('POST', URLS[operation], { body: queuedAnswer, status: 202 });
	const options = { wait: false, ...parameters.options };
	const execution = await run(operation, { ...parameters, options }, item);
	expect(execution.items()).toEqual([{ json: queuedAnswer, pairedItem: { item: 0 } }]);
	const [request] = wire.sent.splice(0);
	expect(request?.headers).toMatchObject({
		...{ 'ocp-apim-subscription-key': API_KEY, 'content-type': 'application/json' },
		'content-length': String(request?.body.length),
	});
	return request?.body.toString();
}

const EVERY_OPTION = {
	...{ numImages: 2, seed: 212, renderingSpeed: 'QUALITY', acceleration: 'high' },
	...{ promptExpansion: 'Large', outputFormat: 'png', safetyChecker: false, syncMode: false },
};
const EVERY_OPTION_SENT =
	'"acceleration":"high","num_images":2,"output_format":"png","expansion_model":"Large",' +
	'"rendering_speed":"QUALITY","enable_safety_checker":false,"seed":212,"sync_mode":false';

test('V4 sends to generate only what is set', async () => {
	const least = '{"prompt":"A lighthouse","image_size":"square_hd"}';
	expect(await bodyOf('generate', {})).toBe(least);
	for (const empty of ['={{ "" }}', '={{ null }}', '={{ $json.nowhere }}']) {
		const options = Object.fromEntries(Object.keys(EVERY_OPTION).map((name) => [name, empty]));
		expect(await bodyOf('generate', { options })).toBe(least);
	}
	const prompt = 'A lighthouse, "HOME" on its wall ☀';
	const size = { imageSize: 'custom', width: 1280, height: 720 };
	expect(await bodyOf('generate', { prompt, ...size, options: EVERY_OPTION })).toBe(
		`{"prompt":${JSON.stringify(prompt)},"image_size":{"width":1280,"height":720},${EVERY_OPTION_SENT}}`,
	);
});

test('V4 sends to remix a file as a data URI, and a link as it is', async () => {
	const item = await pixazo.fileItem(WEBP, 'shop', 'application/octet-stream');
	expect(await bodyOf('remix', {}, item)).toBe(
		`{"image_url":"${dataUri(WEBP, 'image/webp')}","prompt":"A lighthouse","image_size":"auto","strength":0.8}`,
	);
	const size = { inputSource: 'url', imageSize: 'portrait_16_9', strength: 0.35 };
	expect(await bodyOf('remix', { ...size, options: EVERY_OPTION })).toBe(
		`{"image_url":"${LINK}","prompt":"A lighthouse","image_size":"portrait_16_9","strength":0.35,${EVERY_OPTION_SENT}}`,
	);
});

test.each([
	['Landscape_4_3', '"landscape_4_3"'],
	['1:1', '"square_hd"'],
	['16:9', '"landscape_16_9"'],
	[' 9:16 ', '"portrait_16_9"'],
	['custom', '{"width":640,"height":480}'],
])('V4 takes the size %j from an expression', async (size, sent) => {
	const sizes = { imageSize: '={{ $json.size }}', width: '={{ "640" }}', height: 480 };
	const body = await bodyOf('generate', sizes, jsonItem({ size }));
	expect(body).toBe(`{"prompt":"A lighthouse","image_size":${sent}}`);
});

test.each<[string, Operation, Parameters]>([
	['"Height" is empty', 'generate', { imageSize: 'custom', height: '={{ $json.nowhere }}' }],
	['"Width" is 0', 'generate', { imageSize: 'custom', width: 0 }],
	['"Image Size" is "auto"', 'generate', { imageSize: '={{ "auto" }}' }],
	['"Number of Images" is 5', 'generate', { options: { numImages: 5 } }],
	['"Strength" is 1.01', 'remix', { inputSource: 'url', strength: 1.01 }],
])('V4 sends nothing when %s', async (words, operation, parameters) => {
	expect(complaintOf(await run(operation, parameters))).toContain(words);
	expect(wire.sent).toEqual([]);
});

test('V4 returns several images of a job that it waited for, each in a field of its own', async () => {
	wire.answer('POST', URLS.generate, { status: 202, body: queuedAnswer });
	wire.answer('GET', queuedAnswer.polling_url, { body: done(...MEDIA) });
	wire.answer('GET', MEDIA[0], { body: JPEG });
	wire.answer('GET', MEDIA[1], { body: PNG });
	const [item] = (await run('generate', { options: { numImages: 2, pollInterval: 1 } })).items();
	expect(item?.json).toMatchObject({
		...{ request_id: queuedAnswer.request_id, status: 'COMPLETED', url: MEDIA[0] },
		images: MEDIA.map((url) => ({ url })),
	});
	expect(await pixazo.bytesOf(item)).toEqual(JPEG);
	expect(await pixazo.bytesOf(item, 'data_1')).toEqual(PNG);
});

test('V4 returns the image of an answer in sync mode', async () => {
	wire.answer('POST', URLS.generate, { body: done(dataUri(PNG)) });
	const [item] = (await run('generate', { options: { syncMode: true } })).items();
	expect(await pixazo.bytesOf(item)).toEqual(PNG);
	expect(JSON.stringify(item?.json)).not.toContain('base64');
});
