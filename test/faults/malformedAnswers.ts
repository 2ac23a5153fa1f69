import fc from 'fast-check';
import { dataUri, GIF, PNG } from '../support/pictures';

/** An answer that is not as the API's page says, or only nearly so. */
export interface MalformedAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly body: string;
}

/** Where links can lead without leaving this machine. */
export interface Origins {
	readonly gatewayUrl: string;
	readonly mediaUrl: string;
}

const HTML = '<!DOCTYPE html><script>alert(1)</script>';

const hostileText = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom(
		'',
		' ',
		'\u0000',
		'\u202Egnp.exe',
		'\uD800',
		'🦄'.repeat(50),
		'a'.repeat(30_000),
		'__proto__',
		'constructor',
		'../../etc/passwd',
		'={{ $credentials.apiKey }}',
		HTML,
	),
);

const hostileLink = ({ gatewayUrl, mediaUrl }: Origins): fc.Arbitrary<string> =>
	fc.constantFrom(
		...['picture.png', 'page.html', 'page.png', 'bomb.png', 'empty', 'missing', 'circle'].map(
			(path) => `${mediaUrl}/${path}`,
		),
		mediaUrl.replace('//', '//name:secret@'),
		mediaUrl.replace('127.0.0.1', '[::ffff:127.0.0.1]'),
		'http://[::1]:1/a.png',
		'http://127.0.0.1:1/a.png',
		'https://nowhere.invalid/a.png',
		'http://',
		'//nowhere.invalid/a.png',
		'/a.png',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'ftp://nowhere.invalid/a.png',
		'blob:https://nowhere.invalid/1',
		gatewayUrl,
		dataUri(PNG),
		dataUri(GIF, 'image/png'),
		dataUri(Buffer.from(HTML)),
		dataUri(Buffer.from(HTML), 'text/html'),
		dataUri(PNG, 'image/svg+xml'),
		'data:image/png;base64,',
		'data:image/png;base64,%%%',
		`data:image/png,${HTML}`,
	);

const statusText = fc.constantFrom(
	'QUEUED',
	'PROCESSING',
	'COMPLETED',
	'FAILED',
	'ERROR',
	'completed',
);

/** JSON of the API's shape, each field of which can be missing, right, hostile or of another type. */
function nearly(origins: Origins): fc.Arbitrary<unknown> {
	const link = hostileLink(origins);
	const wrong = fc.oneof(
		{ weight: 3, arbitrary: hostileText },
		{ weight: 2, arbitrary: link },
		fc.jsonValue({ maxDepth: 2 }),
		fc.constantFrom(null, true, -0, 1e308, [], {}, [[]], [null]),
	);
	const or = (right: fc.Arbitrary<unknown>) =>
		fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: wrong });
	const time = or(fc.constantFrom('2026-03-31T10:00:00Z', '9999-99-99T99:99:99Z', '0'));
	const image = fc.record(
		{
			url: or(link),
			image_url: or(link),
			edited_image: or(link),
			prompt: or(hostileText),
			resolution: or(fc.constant('800x1280')),
			seed: or(fc.integer()),
			style_type: or(fc.constant('AUTO')),
			is_image_safe: or(fc.boolean()),
			model: or(fc.constant('V_2')),
			media_type: or(fc.constant('image/png')),
		},
		{ requiredKeys: [] },
	);
	const images = or(fc.array(or(image), { maxLength: 3 }));
	return fc.record(
		{
			created: time,
			data: fc.oneof(images, fc.record({ description: or(hostileText) })),
			images,
			description: or(hostileText),
			request_id: or(fc.constant('request-1')),
			status: or(statusText),
			polling_url: or(fc.constant(`${origins.gatewayUrl}/v2/requests/status/again`)),
			error: or(fc.oneof(hostileText, fc.record({ message: hostileText }))),
			model_id: or(fc.constant('a-model')),
			output: or(
				fc.record({ media_url: or(fc.array(or(link), { maxLength: 3 })), media_type: wrong }),
			),
			created_at: time,
			updated_at: time,
			completed_at: time,
			toString: wrong,
			constructor: wrong,
		},
		{ requiredKeys: [], noNullPrototype: true },
	);
}

const POLLUTING =
	'{"__proto__":{"polluted":true,"url":"file:///"},"constructor":{"prototype":{"polluted":true}},';

/** What is done to the text of an answer on its way. */
const damage = fc.oneof(
	{ weight: 6, arbitrary: fc.constant((text: string) => text) },
	{
		weight: 2,
		arbitrary: fc.constant((text: string) => text.replace(/^\{(?=")/, POLLUTING)),
	},
	fc.nat({ max: 400 }).map((length) => (text: string) => text.slice(0, length)),
	fc.constantFrom(
		(text: string) => text.replace(/:-?\d+(?=[,}])/g, ':1e999'),
		(text: string) => `\uFEFF${text}`,
		(text: string) => `${text}\u0000`,
		(text: string) => `[${text}]`,
		(text: string) => text + text,
		() => `{"data":${'['.repeat(5000)}${']'.repeat(5000)}}`,
		(text: string) => `${'{"a":'.repeat(20_000)}${text}`,
		() => HTML,
		() => '',
	),
);

export const malformedAnswer = (origins: Origins): fc.Arbitrary<MalformedAnswer> =>
	fc.record({
		status: fc.oneof(
			{ weight: 12, arbitrary: fc.constant(200) },
			{ weight: 1, arbitrary: fc.constantFrom(201, 202, 206, 400, 402, 404, 418, 500) },
		),
		contentType: fc.constantFrom('application/json', 'application/json', 'text/html', 'image/png'),
		body: fc.oneof(
			{
				weight: 12,
				arbitrary: fc
					.tuple(nearly(origins), damage)
					.map(([json, damaged]) => damaged(JSON.stringify(json))),
			},
			{ weight: 2, arbitrary: fc.json() },
			{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
		),
	});
