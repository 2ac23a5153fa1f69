import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { API_KEY, GATEWAY } from '../../support/gateway';
import { complaintOf, jsonItem } from '../../support/items';
import { dataUri, JPEG, PNG, WEBP } from '../../support/images';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const URLS = {
	generate: `${GATEWAY}/ideogram-v4/v1/ideogram-v4-request`,
	remix: `${GATEWAY}/ideogram-v4-image-to-image/v1/ideogram-v4-image-to-image-request`,
};
const LINK = 'https://photos.example/shop.png?size=2';
const MEDIA = ['https://media.pixazo.example/1.jpg', 'https://media.pixazo.example/2.jpg'];
const REQUEST_ID = 'ideogram-v4_019d3a5e';
const queued = {
	request_id: REQUEST_ID,
	status: 'QUEUED',
	polling_url: `${GATEWAY}/v2/requests/status/${REQUEST_ID}`,
};
const done = (links: string[], mediaType = 'image/jpeg') => ({
	...queued,
	status: 'COMPLETED',
	model_id: 'ideogram-v4',
	error: null,
	output: { media_url: links, media_type: mediaType },
	created_at: '2026-08-01T10:00:00.000Z',
	completed_at: '2026-08-01T10:00:09.000Z',
});

type Operation = keyof typeof URLS;
type Parameters = INodeParameters & { options?: INodeParameters };

const run = async (
	operation: Operation,
	parameters: Parameters = {},
	items: INodeExecutionData[] = [jsonItem()],
) =>
	await pixazo.run({
		type: 'n8n-nodes-pixazo.ideogram4',
		parameters: { operation, prompt: 'A lighthouse', imageUrl: LINK, ...parameters },
		items,
	});

/** Runs the node once for each item, and returns the bodies that it sent, byte for byte. */
async function bodiesOf(operation: Operation, parameters: Parameters = {}, items = [jsonItem()]) {
	wire.answer('POST', URLS[operation], { body: done(MEDIA), times: items.length });
	const options = { downloadImages: false, ...parameters.options };
	const execution = await run(operation, { ...parameters, options }, items);
	expect(complaintOf(execution)).toBe('');
	return wire.sentTo(URLS[operation]).map(({ body }) => body.toString());
}

const EVERY_OPTION = {
	numImages: 2,
	seed: 212,
	renderingSpeed: 'QUALITY',
	acceleration: 'high',
	promptExpansion: 'Large',
	outputFormat: 'png',
	safetyChecker: false,
	syncMode: false,
};
const EVERY_OPTION_SENT =
	'"acceleration":"high","num_images":2,"output_format":"png","expansion_model":"Large",' +
	'"rendering_speed":"QUALITY","enable_safety_checker":false,"seed":212,"sync_mode":false';

describe('Ideogram V4 sends', () => {
	test('to generate, by default, the prompt and the size', async () => {
		const bodies = await bodiesOf('generate');
		expect(bodies).toEqual(['{"prompt":"A lighthouse","image_size":"square_hd"}']);
		const [request] = wire.sent;
		expect(request?.headers).toMatchObject({
			'ocp-apim-subscription-key': API_KEY,
			'content-type': 'application/json',
			'content-length': String(request?.body.length),
		});
	});

	test('to generate, everything that can be set', async () => {
		const prompt = 'A lighthouse, "HOME" on its wall ☀';
		const bodies = await bodiesOf('generate', {
			prompt,
			imageSize: 'custom',
			width: 1280,
			height: 720,
			options: EVERY_OPTION,
		});
		const sent = `{"prompt":${JSON.stringify(prompt)},"image_size":{"width":1280,"height":720},${EVERY_OPTION_SENT}}`;
		expect(bodies).toEqual([sent]);
	});

	test('to remix, by default, a file as a data URI with prompt, size, and strength', async () => {
		const item = await pixazo.fileItem(WEBP, 'shop', 'application/octet-stream');
		const bodies = await bodiesOf('remix', {}, [item]);
		const image = dataUri(WEBP, 'image/webp');
		const sent = `{"image_url":"${image}","prompt":"A lighthouse","image_size":"auto","strength":0.8}`;
		expect(bodies).toEqual([sent]);
		const [request] = wire.sent;
		expect(request?.headers['content-length']).toBe(String(sent.length));
	});

	test('to remix, a link as it is, with everything that can be set', async () => {
		const bodies = await bodiesOf('remix', {
			inputSource: 'url',
			imageSize: 'portrait_16_9',
			strength: 0.35,
			options: EVERY_OPTION,
		});
		const sent = `{"image_url":"${LINK}","prompt":"A lighthouse","image_size":"portrait_16_9","strength":0.35,${EVERY_OPTION_SENT}}`;
		expect(bodies).toEqual([sent]);
	});

	test.each(['={{ "" }}', '={{ null }}', '={{ $json.nowhere }}'])(
		'no option that %s leaves empty',
		async (empty) => {
			const options = Object.fromEntries(Object.keys(EVERY_OPTION).map((name) => [name, empty]));
			const bodies = await bodiesOf('generate', { options });
			expect(bodies).toEqual(['{"prompt":"A lighthouse","image_size":"square_hd"}']);
		},
	);

	test.each([
		['a preset in any case of letters', 'Landscape_4_3', '"landscape_4_3"'],
		['16:9 as landscape', '16:9', '"landscape_16_9"'],
		['9:16 as portrait', ' 9:16 ', '"portrait_16_9"'],
		['a custom size', 'custom', '{"width":640,"height":480}'],
	])('%s, when an expression gives the size', async (_title, size, sent) => {
		const sizes = { width: '={{ "640" }}', height: '={{ $json.height }}' };
		const parameters = { imageSize: '={{ $json.size }}', ...sizes };
		const bodies = await bodiesOf('generate', parameters, [jsonItem({ size, height: 480 })]);
		expect(bodies).toEqual([`{"prompt":"A lighthouse","image_size":${sent}}`]);
	});

	test.each([
		['"Height" is empty', { imageSize: 'custom', height: '={{ $json.nowhere }}' }],
		['"Width" is 0', { imageSize: 'custom', width: 0 }],
		['"Image Size" is "auto"', { imageSize: '={{ "auto" }}' }],
		['"Prompt" is empty', { prompt: '={{ " " }}' }],
		['"Number of Images" is 5', { options: { numImages: 5 } }],
		['"Webhook URL" is "http://', { options: { webhookUrl: 'http://hooks.example/1' } }],
	])('nothing when %s', async (words, parameters) => {
		const execution = await run('generate', parameters);
		expect(complaintOf(execution)).toContain(words);
		expect(wire.sent).toEqual([]);
	});

	test.each([-0.1, 1.01])('nothing when "Strength" is %p', async (strength) => {
		const execution = await run('remix', { inputSource: 'url', strength });
		expect(complaintOf(execution)).toContain('"Strength" is');
		expect(wire.sent).toEqual([]);
	});

	test('the address that Pixazo calls as a header, and not in the body', async () => {
		const webhookUrl = 'https://hooks.example/resume?signature=1';
		const bodies = await bodiesOf('generate', { options: { webhookUrl } });
		expect(bodies).toEqual(['{"prompt":"A lighthouse","image_size":"square_hd"}']);
		expect(wire.sent[0]?.headers).toMatchObject({ 'x-webhook-url': webhookUrl });
	});
});

describe('Ideogram V4 returns', () => {
	test('several images of a job that it waited for, each in a field of its own', async () => {
		wire.answer('POST', URLS.generate, { status: 202, body: queued });
		wire.answer('GET', queued.polling_url, { body: done(MEDIA) });
		wire.answer('GET', MEDIA[0] ?? '', { body: JPEG });
		wire.answer('GET', MEDIA[1] ?? '', { body: PNG });
		const execution = await run('generate', { options: { numImages: 2, pollInterval: 1 } });

		const [item] = execution.items();
		expect(item?.json).toEqual({
			request_id: REQUEST_ID,
			polling_url: queued.polling_url,
			status: 'COMPLETED',
			model_id: 'ideogram-v4',
			url: MEDIA[0],
			images: MEDIA.map((url) => ({ url })),
			media_type: 'image/jpeg',
			created_at: '2026-08-01T10:00:00.000Z',
			completed_at: '2026-08-01T10:00:09.000Z',
		});
		expect(await pixazo.bytesOf(item)).toEqual(JPEG);
		expect(await pixazo.bytesOf(item, 'data_1')).toEqual(PNG);
		for (const link of MEDIA) {
			expect(wire.sentTo(link)[0]?.headers).not.toHaveProperty('ocp-apim-subscription-key');
		}
	});

	test.each(['generate', 'remix'] as const)(
		'the request ID at once, when %s is not to wait',
		async (operation) => {
			wire.answer('POST', URLS[operation], { status: 202, body: queued });
			const execution = await run(operation, { inputSource: 'url', options: { wait: false } });
			expect(execution.items()).toEqual([{ json: queued, pairedItem: { item: 0 } }]);
			expect(wire.sent).toHaveLength(1);
		},
	);

	test('the image of an answer in sync mode', async () => {
		wire.answer('POST', URLS.generate, { body: done([dataUri(PNG)], 'image/png') });
		const execution = await run('generate', { options: { syncMode: true } });
		const [item] = execution.items();
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
		expect(JSON.stringify(item?.json)).not.toContain('base64');
	});
});
