import type { INodeParameters } from 'n8n-workflow';
import { drawPhoto, YELLOW } from '../../../tools/sandbox/images/photo';
import type { Sandbox } from '../../../tools/sandbox';
import { complaintOf } from '../../support/items';
import { Pixazo } from '../../support/pixazo';
import { openSandbox } from '../../support/sandbox';

let sandbox: Sandbox;
let pixazo: Pixazo;

beforeAll(async () => {
	sandbox = await openSandbox();
	pixazo = new Pixazo(sandbox.gatewayUrl, sandbox.apiKey);
});
afterAll(async () => await sandbox.close());

const PROMPT = { field_prompt: 'A red kite' };

/** Each answers in a form of its own. */
test.each<[model: string, parameters: INodeParameters, mimeType: string, files: number]>([
	['flux-1-schnell/v1/getData', PROMPT, 'image/', 1],
	['sd3/v1/getData', { ...PROMPT, fields: { steps: 20 } }, 'image/', 1],
	['getImage/v1/getSDXLImage', { ...PROMPT, fields: { height: 512, width: 512 } }, 'image/', 1],
	['nano-banana-pro/v1/image-to-image/editing', PROMPT, 'image/', 1],
	['wan-2-7-api/v1/generateWan27TextToImageRequest', { ...PROMPT, fields: { n: 2 } }, 'image/', 2],
	['veo/v1/image-to-video', { ...PROMPT, fields: { duration: 4 } }, 'video/mp4', 1],
	['gemini-flash-tts/v1/gemini-flash-tts/generate', { field_text: 'Good day' }, 'audio/wav', 1],
	['trellis-2-image-to-3d/v1/trellis-2-image-to-3d-request', {}, 'model/gltf-binary', 1],
])('%s brings its file over HTTP, byte for byte', async (model, parameters, mimeType, files) => {
	const photo = await pixazo.file(await drawPhoto(YELLOW));
	const execution = await pixazo.run({
		type: 'n8n-nodes-pixazo.pixazo',
		parameters: { model, ...parameters, options: { pollInterval: 1 } },
		items: [{ json: {}, binary: { data: photo } }],
	});
	expect(complaintOf(execution)).toBe('');
	const [item] = execution.items();
	expect(Object.keys(item?.binary ?? {})).toHaveLength(files);
	expect(item?.binary?.data?.mimeType).toContain(mimeType);
	const { output, imageUrl, url } = item?.json ?? {};
	const link = [output, imageUrl, url].flat().find((one) => typeof one === 'string');
	const served = await fetch(String(link));
	expect(await pixazo.bytesOf(item)).toEqual(Buffer.from(await served.arrayBuffer()));
});
