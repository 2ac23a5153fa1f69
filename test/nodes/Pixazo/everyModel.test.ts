import type { INodeParameters } from 'n8n-workflow';
import { type Model, type ModelField, MODELS } from '../../../nodes/Pixazo/catalogue';
import { GATEWAY } from '../../support/gateway';
import { dataUri, PNG } from '../../support/images';
import { Pixazo } from '../../support/pixazo';
import { jsonOf, useWire } from '../../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const QUEUED = {
	request_id: 'job-1',
	status: 'QUEUED',
	polling_url: `${GATEWAY}/v2/requests/status/job-1`,
};

/** A value that the field takes, as a person or an agent brings it, and as it has to arrive. */
function valueOf({ name, type, choices, min = 1, max = 1 }: ModelField): {
	given: INodeParameters[string];
	sent: unknown;
} {
	const choice = choices?.at(-1);
	if (choice !== undefined) return { given: String(choice).toUpperCase(), sent: choice };
	switch (type) {
		case 'boolean':
			return { given: 'TRUE', sent: true };
		case 'integer':
			return { given: String(max), sent: max };
		case 'number':
			return { given: (min + max) / 2, sent: (min + max) / 2 };
		case 'json':
			return { given: '[{"a": 1}]', sent: [{ a: 1 }] };
		case 'link':
			return { given: ` https://example.com/${name} `, sent: `https://example.com/${name}` };
		case 'image':
			return { given: '', sent: dataUri(PNG) };
		case 'images':
			return { given: '', sent: [dataUri(PNG)] };
		default:
			return { given: ` Some ${name} `, sent: `Some ${name}` };
	}
}

const sentBy = (fields: readonly ModelField[]) =>
	Object.fromEntries(fields.map((field) => [field.name, valueOf(field).sent]));

const givenFor = (fields: readonly ModelField[], prefix: string): INodeParameters =>
	Object.fromEntries(fields.map((field) => [`${prefix}${field.name}`, valueOf(field).given]));

/** What the gateway gets of a run with these parameters. */
async function bodyOf({ path }: Model, parameters: INodeParameters): Promise<unknown> {
	wire.answer('POST', `${GATEWAY}/${path}`, { body: QUEUED });
	const execution = await pixazo.run({
		type: 'n8n-nodes-pixazo.pixazo',
		parameters: { model: path, ...parameters, options: { wait: false } },
		items: [await pixazo.fileItem()],
	});
	expect(execution.error).toBeUndefined();
	expect(execution.items()[0]?.json).toMatchObject(QUEUED);
	return wire.sent.map(jsonOf)[0];
}

const LEFT_BEHIND = { field_nothing: 'x', path: 'a/b', body: '{"x": 1}' };

describe.each(MODELS.map((model) => [model.name, model] as const))('%s', (_name, model) => {
	const required = model.fields.filter((field) => field.required);
	const optional = model.fields.filter((field) => !field.required);

	test('sends its required fields and nothing else, whatever is stored', async () => {
		const stored = { ...LEFT_BEHIND, fields: { nothing: 1 } };
		const body = await bodyOf(model, { ...stored, ...givenFor(required, 'field_') });
		expect(body).toEqual(sentBy(required));
	});

	test('sends its optional fields under their names and types', async () => {
		const fields = givenFor(optional, '');
		const body = await bodyOf(model, { ...givenFor(required, 'field_'), fields });
		expect(body).toEqual(sentBy(model.fields));
	});
});

/** By hand from the pages of July 2026. */
test.each<[path: string, required: string[], types: Record<string, string>]>([
	['nano-banana-2/v1/text-to-image', ['prompt'], { num_images: 'integer', resolution: 'string' }],
	['nano-banana-pro/v1/image-to-image/editing', ['prompt', 'image_urls'], { image_urls: 'images' }],
	['gpt-image-2/v1/text-to-image', ['prompt'], { n: 'integer', output_compression: 'integer' }],
	['flux-1-schnell/v1/getData', ['prompt'], { num_steps: 'integer', width: 'integer' }],
	['veo/v1/image-to-video', ['image_url', 'prompt'], { duration: 'integer', image_url: 'image' }],
	['minimax-hailuo-ai/v1/imageToVideo', ['prompt', 'first_frame_image'], { duration: 'integer' }],
	[
		'elevenlabs-eleven-v3-tts/v1/elevenlabs-eleven-v3-tts-request',
		['text'],
		{ stability: 'number' },
	],
	['ace-step-xl/v1/generate', ['prompt'], { bpm: 'number', thinking: 'boolean' }],
	[
		'fashn-virtual-try-on/v1/fashn-virtual-try-on-request',
		['model_image', 'garment_image'],
		{ num_samples: 'integer' },
	],
	['real-esrgan/v1/real-esrgan/generate', ['image'], { scale: 'integer', face_enhance: 'boolean' }],
])('%s has the fields of its page', (path, required, types) => {
	const fields = MODELS.find((model) => model.path === path)?.fields ?? [];
	const names = fields.filter((field) => field.required).map(({ name }) => name);
	expect(names.sort()).toEqual(required.sort());
	expect(Object.fromEntries(fields.map(({ name, type }) => [name, type]))).toMatchObject(types);
});
