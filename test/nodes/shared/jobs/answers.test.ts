import { parseAnswer, withoutDataUris } from '../../../../nodes/shared/jobs/answers';
import { completedAnswer, CUTOUT_URL, jobAnswer, queuedAnswer } from '../../../support/answers';
import { dataUri, PNG } from '../../../support/images';

const A = 'https://media.example/a.png';
const B = 'https://media.example/b.png';
const linksIn = (json: unknown, mediaField?: string) =>
	parseAnswer(json, mediaField).media.map(({ givenLink }) => givenLink);

test.each<[object, string[]]>([
	[{ data: [{ url: A }] }, [A]],
	[{ data: [{ image_url: A }, { edited_image: B, original_image: 'none' }] }, [A, B]],
	[{ output: { media_url: [A, B], media_type: 'image/png' } }, [A, B]],
	[{ output: { media_url: A } }, [A]],
	[{ output: A }, [A]],
	[{ output: [A, B] }, [A, B]],
	[{ images: [{ url: A, content_type: 'image/png' }, B] }, [A, B]],
	[{ image_urls: [A, B] }, [A, B]],
	[{ imageUrl: A }, [A]],
	[{ image: A }, [A]],
	[{ image: { url: A } }, [A]],
	[{ video: { url: A, file_size: 7 } }, [A]],
	[{ video_url: A }, [A]],
	[{ audio: A }, [A]],
	[{ audio_url: A }, [A]],
	[{ url: A }, [A]],
	[{ result_url: A }, [A]],
	[{ result: { images: [{ url: A }] } }, [A]],
	[{ model_glb: { url: A } }, [A]],
	[{ model_urls: { glb: A } }, [A]],
	[{ status: 'succeeded', input: { image_url: B }, output: A }, [A]],
	[{ images: [{ url: A }], output: { media_url: [A, B] } }, [A, B]],
	[{ polling_url: B, input: A, ok: true, other: { url: A } }, []],
	[{ data: [], images: {}, output: null, image: 7 }, []],
	[
		[{ url: A }, { url: B }],
		[A, B],
	],
	[[{ output: A }], [A]],
	[{ data: 'none', output: 'I see a cat', images: [{}] }, []],
])('the media of %j are found once each', (json, links) => {
	expect(linksIn(json)).toEqual(links);
});

test.each([
	['deep.0.files', { deep: [{ files: [A] }], url: B }, [A]],
	['thing', { thing: { url: A } }, [A]],
	['nowhere.else', { url: A }, []],
	['toString', {}, []],
])('the media of another shape are found under %s', (mediaField, json, links) => {
	expect(linksIn(json, mediaField)).toEqual(links);
});

test.each(['file:///etc/passwd', '//media.example/a', '/a.png', 'https://x:y@media.example/a'])(
	'what should be a link and is none, such as %s, is not lost',
	(url) => {
		const { media } = parseAnswer({ data: [{ url }] });
		expect(media).toMatchObject([{ link: undefined, givenLink: url, isHeldBack: false }]);
	},
);

test.each([{}, { url: '' }, { url: null }])('an unsafe image with %j was held back', (link) => {
	const { media } = parseAnswer({ data: [{ is_image_safe: false, seed: 7, ...link }] });
	expect(media).toMatchObject([
		{ link: undefined, isHeldBack: true, fields: { is_image_safe: false, seed: 7 } },
	]);
});

test('an image keeps the fields that items have, if they are of the right type', () => {
	const facts = { prompt: 'x', resolution: '1x1', seed: 7, style_type: 'AUTO', model: 'V_2' };
	const { media } = parseAnswer({
		data: [
			{ url: A, ...facts, is_image_safe: true, image_weight: 50 },
			{ url: B, prompt: 7, seed: Infinity, is_image_safe: 'yes', model_used: 'V_2' },
		],
	});
	expect(media.map(({ fields }) => fields)).toEqual([
		{ url: A, ...facts, is_image_safe: true },
		{ url: B, model: 'V_2' },
	]);
});

test('a file in the answer itself has no link, and its text gets into no item', () => {
	const answer = { seed: 7, data: [{ url: dataUri(PNG), seed: 7 }], list: [dataUri(PNG), 'x'] };
	const { media } = parseAnswer(answer);
	expect(media).toMatchObject([{ givenLink: undefined, link: { kind: 'data' } }]);
	expect(media[0]?.fields).toEqual({ seed: 7 });
	expect(withoutDataUris(answer)).toEqual({ seed: 7, data: [{ seed: 7 }], list: ['x'] });
});

test('the same file in the answer twice is one', () => {
	const { media } = parseAnswer({ output: dataUri(PNG), images: [{ url: dataUri(PNG) }] });
	expect(media).toHaveLength(1);
});

test('a description is in data or beside it', () => {
	expect(parseAnswer({ data: { description: 'A cat' } }).description).toBe('A cat');
	expect(parseAnswer({ output: { description: 'A cat' } }).description).toBe('A cat');
	expect(parseAnswer({ status: 'COMPLETED', description: 'A cat' }).description).toBe('A cat');
	expect(parseAnswer({ description: '' }).description).toBeUndefined();
});

test.each([
	['waiting', ['QUEUED', 'IN_QUEUE', 'PROCESSING', 'in_progress', 'submitted', 'WARMING_UP']],
	['done', ['COMPLETED', 'completed', 'COMPLETE', 'SUCCEEDED', 'Success']],
	['failed', ['FAILED', 'failed', 'CANCELLED', 'canceled']],
	['refunded', ['ERROR', 'error']],
])('a job is %s in any case of letters', (state, statuses) => {
	for (const status of statuses) {
		expect(parseAnswer(jobAnswer(status)).job).toMatchObject({ status, state });
	}
});

test.each<[string, object, object]>([
	['three fields', queuedAnswer, { requestId: queuedAnswer.request_id, state: 'waiting' }],
	['an ID alone', { request_id: 'r-1' }, { requestId: 'r-1', status: 'UNKNOWN', state: 'waiting' }],
	['a number for an ID', { request_id: 7 }, { requestId: '7' }],
	['blanks around its status', jobAnswer(' failed\n'), { state: 'failed' }],
	['a wrapper', { ok: true, data: { ...queuedAnswer } }, { status: 'QUEUED', state: 'waiting' }],
	['a list around it', [queuedAnswer], { requestId: queuedAnswer.request_id }],
	['a polling URL alone', { polling_url: A }, { requestId: undefined, pollingUrl: A }],
	['times', completedAnswer, { state: 'done', completedAt: '2026-03-31T10:00:15.000Z' }],
	['an error', jobAnswer('FAILED', { error: 'Too dark' }), { error: 'Too dark' }],
	['an error inside', jobAnswer('ERROR', { error: { message: 'Full' } }), { error: 'Full' }],
	['no error', jobAnswer('FAILED', { error: '' }), { error: undefined }],
])('a job with %s is read', (_what, json, job) => {
	expect(parseAnswer(json).job).toMatchObject(job);
});

test('a file has the type that is said of it, or of its list', () => {
	expect(parseAnswer(completedAnswer).media).toMatchObject([
		{ mediaType: 'image/png', fields: { url: CUTOUT_URL } },
	]);
	const older = { images: [{ content_type: 'image/webp', url: A }], description: '' };
	expect(parseAnswer(older).media).toMatchObject([{ mediaType: 'image/webp' }]);
});

test.each([
	{ id: 'i-1', error: 'No' },
	{ request_id: 'i-1', id: 'other', error: 'No' },
	{ taskId: 'i-1', model_id: 'other', error: 'No' },
	{ result: { job_id: 'i-1' }, error: 'No' },
])('the ID and the reason of %j are kept though it names no result', (json) => {
	expect(parseAnswer(json)).toMatchObject({ id: 'i-1', reason: 'No', media: [] });
});

test.each([null, 'text', 7, [], undefined])('%j is an answer with nothing in it', (json) => {
	expect(parseAnswer(json)).toMatchObject({ raw: {}, job: undefined, media: [] });
});
