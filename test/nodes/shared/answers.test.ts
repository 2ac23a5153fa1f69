import { parseAnswer } from '../../../nodes/shared/jobs/answers';
import { completedAnswer, CUTOUT_URL, jobAnswer, queuedAnswer } from '../../support/answers';
import { dataUri, PNG } from '../../support/pictures';

const URL_TEXT = 'https://ideogram.ai/a.png';

test.each([null, 'text', 7, true, [], [{}], undefined])('%p is no answer', (json) => {
	expect(() => parseAnswer(json)).toThrow(/shape/);
});

test('an object of other things is an answer with nothing in it', () => {
	const json = { ok: true, data: 'x', images: {}, output: [] };
	expect(parseAnswer(json)).toEqual({
		raw: json,
		job: undefined,
		created: undefined,
		description: undefined,
		images: [],
	});
});

test.each(['url', 'image_url', 'edited_image'])('an image has its link under %s', (name) => {
	const { images } = parseAnswer({ data: [{ [name]: URL_TEXT }] });
	expect(images).toMatchObject([
		{ link: { kind: 'web', url: new URL(URL_TEXT) }, fields: { url: URL_TEXT } },
	]);
});

test.each(['model', 'model_used'])('an image has its model under %s', (name) => {
	const { images } = parseAnswer({ data: [{ url: URL_TEXT, [name]: 'V_2' }] });
	expect(images[0]?.fields).toEqual({ url: URL_TEXT, model: 'V_2' });
});

test('an image keeps what the contract names, if it has the right type, and nothing else', () => {
	const { images } = parseAnswer({
		data: [
			{
				...{ url: URL_TEXT, prompt: 'x', resolution: '1x1', seed: 7, style_type: 'AUTO' },
				...{ is_image_safe: true, image_weight: 50, original_image: URL_TEXT },
			},
			{ url: URL_TEXT, prompt: 7, seed: '7', is_image_safe: 'yes', style_type: null },
		],
	});
	expect(images.map(({ fields }) => fields)).toEqual([
		{
			...{ url: URL_TEXT, prompt: 'x', resolution: '1x1', seed: 7, style_type: 'AUTO' },
			is_image_safe: true,
		},
		{ url: URL_TEXT },
	]);
});

test('a number that is too large to be one is left out', () => {
	const json: unknown = JSON.parse(`{"data": [{"url": "${URL_TEXT}", "seed": 1e999}]}`);
	expect(parseAnswer(json).images[0]?.fields).toEqual({ url: URL_TEXT });
});

test('an image in the answer itself has no link in the item', () => {
	const { images } = parseAnswer({ data: [{ url: dataUri(PNG), seed: 7 }] });
	expect(images).toMatchObject([
		{ link: { kind: 'data', base64: PNG.toString('base64') }, fields: { seed: 7 } },
	]);
	expect(images[0]?.fields).not.toHaveProperty('url');
});

test.each([{}, { url: '' }, { url: null }])('an unsafe image with %p was held back', (link) => {
	const { images } = parseAnswer({ data: [{ is_image_safe: false, ...link }] });
	expect(images).toMatchObject([
		{ link: undefined, isHeldBack: true, fields: { is_image_safe: false } },
	]);
});

test('a safe image without a link was not held back', () => {
	const { images } = parseAnswer({ data: [{ is_image_safe: true }] });
	expect(images).toMatchObject([{ link: undefined, isHeldBack: false }]);
});

test('a description is in data or beside it', () => {
	expect(parseAnswer({ data: { description: 'A cat' } }).description).toBe('A cat');
	expect(parseAnswer({ description: 'A cat' }).description).toBe('A cat');
	expect(parseAnswer({ description: '' }).description).toBeUndefined();
});

test('a queued job has three fields', () => {
	expect(parseAnswer(queuedAnswer).job).toMatchObject({
		requestId: queuedAnswer.request_id,
		status: 'QUEUED',
		pollingUrl: queuedAnswer.polling_url,
	});
});

test('a polling URL alone makes a queued job', () => {
	const { polling_url } = queuedAnswer;
	expect(parseAnswer({ polling_url }).job).toMatchObject({
		requestId: undefined,
		status: 'QUEUED',
		pollingUrl: polling_url,
	});
});

test('a completed job has its images, with their type', () => {
	const { job, images } = parseAnswer(completedAnswer);
	expect(job).toMatchObject({
		status: 'COMPLETED',
		error: undefined,
		modelId: 'ideogram-remove-background',
		createdAt: '2026-03-31T10:00:00.000Z',
		completedAt: '2026-03-31T10:00:15.000Z',
	});
	expect(images).toMatchObject([{ mediaType: 'image/png', fields: { url: CUTOUT_URL } }]);
});

test('the older result of a job has its images too', () => {
	const { images } = parseAnswer({
		images: [{ file_name: 'a.png', content_type: 'image/png', url: CUTOUT_URL }],
		description: '',
	});
	expect(images).toMatchObject([{ mediaType: 'image/png', fields: { url: CUTOUT_URL } }]);
});

test.each([
	['Out of memory', 'Out of memory'],
	[{ message: 'Out of memory', code: 7 }, 'Out of memory'],
	[null, undefined],
	['', undefined],
])('a failed job with the error %p says why', (error, expected) => {
	expect(parseAnswer(jobAnswer('FAILED', { error })).job?.error).toBe(expected);
});
