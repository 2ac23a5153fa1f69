import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { API_KEY, GATEWAY } from '../../support/gateway';
import { complaintOf, CONTINUE, jsonItem } from '../../support/items';
import { dataUri, GIF, PNG, WEBP } from '../../support/images';
import { Pixazo } from '../../support/pixazo';
import { jsonOf, useWire, type WireAnswer } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

beforeAll(() => {
	// Back-off has full jitter, so this is its shortest: no wait at all.
	vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => {
	vi.restoreAllMocks();
});

const TYPE = 'n8n-nodes-pixazo.pixazo';
const VEO = 'veo/v1/text-to-video';
const FLUX = 'flux-1-schnell/v1/getData';
const MEDIA = 'https://media.pixazo.example/v1/a1b2';
const STATUS_URL = `${GATEWAY}/v2/requests/status/veo-7`;

const MP4 = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41 a small clip', 'latin1');
const MP3 = Buffer.from('ID3\x04\0\0\0\0\0\0 a small song', 'latin1');
const GLB = Buffer.from('glTF\x02\0\0\0\x14\0\0\0 a small model', 'latin1');

async function run(
	parameters: INodeParameters = {},
	items: INodeExecutionData[] = [jsonItem()],
	settings = {},
) {
	return await pixazo.run({
		type: TYPE,
		parameters: { model: FLUX, field_prompt: 'A kite', ...parameters },
		items,
		...settings,
	});
}

const answer = (body: WireAnswer['body'], path = FLUX) =>
	wire.answer('POST', `${GATEWAY}/${path}`, { body });

const media = (url: string, body: Buffer, type = 'application/octet-stream') =>
	wire.answer('GET', url, { body, headers: { 'Content-Type': type } });

describe('a queued job', () => {
	const job = (status: string, more: object = {}) => ({
		...{ request_id: 'veo-7', status, model_id: 'veo', error: null, output: null },
		...more,
	});
	const done = job('COMPLETED', {
		output: { media_url: [`${MEDIA}/clip`], media_type: 'application/octet-stream' },
	});

	test('is waited for, and its video comes with the fields of the job', async () => {
		answer({ request_id: 'veo-7', status: 'QUEUED', polling_url: STATUS_URL }, VEO);
		wire.answer('GET', STATUS_URL, { body: done });
		media(`${MEDIA}/clip`, MP4);
		const execution = await run({ model: VEO, options: { pollInterval: 1 } });
		const [item] = execution.items();
		const { request_id, status, model_id } = done;
		expect(item?.json).toMatchObject({ request_id, status, model_id, url: `${MEDIA}/clip` });
		const names = { mimeType: 'video/mp4', fileName: 'run-0-veo7.mp4' };
		expect(item?.binary?.data).toMatchObject(names);
		expect(await pixazo.bytesOf(item)).toEqual(MP4);
	});

	test('is not waited for without Wait for Result, and calls back', async () => {
		const queued = { request_id: 'veo-7', status: 'QUEUED', polling_url: STATUS_URL };
		answer(queued, VEO);
		const options = { wait: false, webhookUrl: 'https://flow.example/hook' };
		const execution = await run({ model: VEO, options });
		expect(execution.items()[0]?.json).toEqual(queued);
		expect(wire.sent[0]?.headers).toMatchObject({
			'x-webhook-url': 'https://flow.example/hook',
			'ocp-apim-subscription-key': API_KEY,
		});
	});

	test('brings text as JSON', async () => {
		const output = { text: 'See https://example.com for kites', words: 5 };
		wire.answer('GET', STATUS_URL, { body: job('COMPLETED', { output }) });
		const execution = await run({ operation: 'waitForResult', request: 'veo-7' });
		expect(execution.items()[0]?.json).toMatchObject({ request_id: 'veo-7', output });
	});

	test('that is done and brings nothing fails', async () => {
		const output = { media_url: [], media_type: '' };
		wire.answer('GET', STATUS_URL, { body: job('COMPLETED', { output }) });
		const execution = await run({ operation: 'waitForResult', request: 'veo-7' });
		expect(complaintOf(execution)).toContain('The answer has neither a file nor text');
		expect(complaintOf(execution)).toContain('veo-7');
	});
});

describe('an answer at once', () => {
	const url = `${MEDIA}/kite.png`;

	test.each<[string, object]>([
		['output', { output: url }],
		['data', { data: [{ url }], created: 1, usage: {} }],
		[
			'output beside the input, which is no result',
			{ success: true, id: 'x', status: 'succeeded', input: { image: `${MEDIA}/in` }, output: url },
		],
	])('brings the file of %s, and its JSON as it came', async (_title, body) => {
		answer(body);
		media(url, PNG);
		const [item] = (await run()).items();
		expect(item?.json).toEqual(body);
		expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
		expect(await pixazo.bytesOf(item)).toEqual(PNG);
	});

	test('brings several files', async () => {
		answer({ output: [url, `${MEDIA}/song`] });
		media(url, PNG);
		media(`${MEDIA}/song`, MP3);
		const [item] = (await run()).items();
		expect(await pixazo.bytesOf(item, 'data')).toEqual(PNG);
		expect(await pixazo.bytesOf(item, 'data_1')).toEqual(MP3);
	});

	test('brings a data URI as a file, and not in the JSON', async () => {
		answer({ image: dataUri(GIF, 'image/png'), seed: 7 });
		const [item] = (await run()).items();
		expect(item?.json).toEqual({ seed: 7 });
		expect(item?.binary?.data?.mimeType).toBe('image/gif');
		expect(await pixazo.bytesOf(item)).toEqual(GIF);
	});

	test('brings the files that Media Field leads to', async () => {
		answer({ frames: [{ still: { link: url } }] });
		media(url, PNG);
		const execution = await run({ options: { mediaField: 'frames.0.still.link' } });
		expect(await pixazo.bytesOf(execution.items()[0])).toEqual(PNG);
	});

	test.each([
		{ text: 'Hello' },
		{ request_id: 'r1', text: 'Hello' },
		{ request_id: 'r1', status: 'success', text: 'Hello' },
		{ requestId: 'r1', status: 'queued' },
		{ safe: false },
	])('without a file but with something to say stays JSON: %j', async (body) => {
		answer(body);
		expect((await run()).items()).toEqual([{ json: body, pairedItem: { item: 0 } }]);
	});

	test.each([
		{ status: 'success' },
		{ success: true, message: 'Done', output: null, input: { prompt: 'A kite' } },
		{ output: { media_url: [], media_type: 'video/mp4' } },
		{ detail: [{ msg: 'field required' }] },
		{ status: 'success', progress: 100, code: 0, msg: 'Done' },
	])('that brought nothing but a status fails: %j', async (body) => {
		answer(body);
		expect(complaintOf(await run())).toMatch(/The answer has neither/);
	});
});

describe('a file is named and typed', () => {
	const named = async (url: string, body: Buffer, type?: string) => {
		answer({ output: url });
		media(url, body, type);
		const [item] = (await run()).items();
		const { mimeType, fileName } = item?.binary?.data ?? {};
		return [mimeType, fileName];
	};

	test('by its content, whatever its host declares', async () => {
		const url = `${MEDIA}/x.png`;
		expect(await named(url, GLB, 'image/png')).toEqual(['model/gltf-binary', 'run-0.glb']);
	});

	test('by what its host declares, if the content does not show it', async () => {
		const url = `${MEDIA}/x`;
		expect(await named(url, Buffer.from('AAC'), 'audio/aac')).toEqual(['audio/aac', 'run-0.aac']);
	});

	test('by the ending of its link, if its host says nothing of it', async () => {
		const url = `${MEDIA}/x.USDZ?a=1`;
		expect(await named(url, Buffer.from('PK'))).toEqual(['model/vnd.usdz+zip', 'run-0.usdz']);
	});

	test.each([
		['a web page', '\ufeff<!doctype html><p>Gone</p>', 'video/mp4'],
		['JSON', '\ufeff {"error": "gone"}', 'video/mp4'],
		['not an image', 'gone', 'image/png'],
		['empty', '', 'video/mp4'],
	])('and refused if it is %s', async (what, body, type) => {
		answer({ output: `${MEDIA}/clip.mp4` });
		media(`${MEDIA}/clip.mp4`, Buffer.from(body), type);
		const complaint = complaintOf(await run());
		expect(complaint).toContain(`The result is ${what}`);
		expect(complaint).toContain(`${MEDIA}/clip.mp4`);
	});
});

test('Additional Fields are laid over the fields of the model', async () => {
	answer({ text: 'ok' });
	const fields = { seed: 7, num_steps: 2 };
	await run({ fields, options: { additionalFields: '{"seed": 8, "loras": [1]}' } });
	expect(wire.sent.map(jsonOf)).toEqual([{ prompt: 'A kite', seed: 8, num_steps: 2, loras: [1] }]);
});

describe('an image of a model', () => {
	const EDIT = 'nano-banana-2/v1/image-to-image/editing';

	test('is a link as it is, in a list where the model takes one', async () => {
		answer({ text: 'ok' }, EDIT);
		const imageUrl = 'https://example.com/a.jpg';
		await run({ model: EDIT, inputSource: 'url', imageUrl });
		expect(wire.sent.map(jsonOf)).toEqual([{ prompt: 'A kite', image_urls: [imageUrl] }]);
	});

	test('can be given in Additional Fields instead', async () => {
		answer({ text: 'ok' }, EDIT);
		const image_urls = ['https://example.com/a.jpg', 'https://example.com/b.jpg'];
		const options = { additionalFields: { image_urls } };
		await run({ model: EDIT, options }, [await pixazo.fileItem()]);
		expect(wire.sent.map(jsonOf)).toEqual([{ prompt: 'A kite', image_urls }]);
	});

	test('that is missing is an error before anything is sent', async () => {
		const execution = await run({ model: EDIT });
		expect(complaintOf(execution)).toContain('no file in "data"');
		expect(wire.sent).toEqual([]);
	});
});

describe('another model by its path', () => {
	const other = async (path: string, more: INodeParameters = {}, items?: INodeExecutionData[]) =>
		await run({ model: 'other', path, field_prompt: 'left behind', ...more }, items);

	test.each(['kite/v2/fly', '//kite/v2/fly', `${GATEWAY}/kite/v2/fly`])(
		'is run at %s with the body as it is',
		async (path) => {
			answer({ text: 'ok' }, 'kite/v2/fly');
			await other(path, { body: '{"wind": {"from": "west"}}' });
			expect(wire.sent.map(jsonOf)).toEqual([{ wind: { from: 'west' } }]);
		},
	);

	test.each([
		'https://elsewhere.example/kite',
		'\\\\elsewhere.example/kite',
		'http://gateway.pixazo.ai/kite',
		'https://me:secret@gateway.pixazo.ai/kite',
		'javascript:alert(1)',
		'={{ "https://elsewhere" + ".example/kite" }}',
	])('is refused at %s before anything is sent', async (path) => {
		const complaint = complaintOf(await other(path));
		expect(complaint).toContain('not at the Base URL');
		expect(complaint).not.toContain('secret');
		expect(wire.sent).toEqual([]);
	});

	test('takes a file of the item into a field of its body', async () => {
		const file = async (bytes: Buffer, options: INodeParameters) => {
			answer({ text: 'ok' }, 'kite');
			const body = { content: [{ type: 'text' }] };
			await other('kite', { body, options: { binaryPropertyName: 'data', ...options } }, [
				await pixazo.fileItem(bytes, 'x', 'application/octet-stream'),
			]);
			return wire.sent.map(jsonOf).at(-1);
		};
		const content = [{ type: 'text' }];
		expect(await file(WEBP, {})).toEqual({ content, image_url: dataUri(WEBP, 'image/webp') });
		const video = dataUri(MP4, 'video/mp4');
		expect(await file(MP4, { inputBodyField: 'content.1.video_url.url' })).toEqual({
			content: [...content, { video_url: { url: video } }],
		});
		expect(await file(MP3, { inputBodyField: 'voices.0' })).toEqual({
			content,
			voices: [dataUri(MP3, 'audio/mpeg')],
		});
	});

	test('takes no file of an unknown format', async () => {
		const item = await pixazo.fileItem(GLB);
		const options = { binaryPropertyName: 'data' };
		const complaint = complaintOf(await other('kite', { options }, [item]));
		expect(complaint).toContain('is in GLB format');
		expect(complaint).toContain('Use JPEG, PNG, WebP, MP4, MP3, or WAV');
	});

	test('takes nothing but a JSON object as its body', async () => {
		expect(complaintOf(await other('kite', { body: '[1]' }))).toContain('not a JSON object');
	});
});

describe('an item that cannot be run', () => {
	test('names a model that is no longer in the list', async () => {
		const execution = await run({ model: 'kite/v1/fly' });
		expect(complaintOf(execution)).toContain('"kite/v1/fly", which is not in the list');
	});

	test.each<[string, INodeParameters, string]>([
		['an empty required field', { field_prompt: ' ' }, '"Prompt" is empty'],
		[
			'a number beyond its range',
			{ model: 'getImage/v1/getSDXLImage', fields: { num_steps: 21 } },
			'"Steps" is 21',
		],
		['a value that is no choice', { model: VEO, fields: { duration: 5 } }, 'not one of 4, 6, 8'],
		[
			'JSON that is none',
			{ model: 'recraft/v4/generate', fields: { controls: '{' } },
			'not a JSON object or list',
		],
		[
			'a link whose expression finds nothing',
			{ model: 'veo31f/v1/veo-3.1-fast/generate', fields: { image: '={{ $json.nothing }}' } },
			'its expression found nothing',
		],
	])('names %s, and nothing is sent', async (_title, parameters, complaint) => {
		const execution = await run(parameters, [jsonItem()], CONTINUE);
		expect(execution.items()[0]?.json.error).toContain(complaint);
		expect(wire.sent).toEqual([]);
	});
});
