import type { INodeParameters } from 'n8n-workflow';
import { POLLING_URL, queuedAnswer } from '../support/answers';
import { IDEOGRAM_NODES, REMOVE_BACKGROUND, SUBMIT_URL } from '../support/gateway';
import { complaintOf, CONTINUE, jsonItem } from '../support/items';
import { dataUri, GIF, pngOf } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

/** Runs a node over one item, and expects it to refuse before anything is sent, in words that have these in them. */
async function refuses(
	type: string,
	parameters: INodeParameters,
	words: Array<string | RegExp>,
	item = jsonItem(),
): Promise<void> {
	const execution = await pixazo.run({ type, parameters, items: [item] });
	expect(execution.error?.name).toBe('NodeOperationError');
	expect(execution.error?.message).toContain('item 0');
	expect(execution.error?.description).toMatch(/\w{3,} \w+/);
	for (const word of words) expect(complaintOf(execution)).toMatch(word);
	expect(wire.sent).toEqual([]);
}

const TAKING_FILES = [
	...IDEOGRAM_NODES.flatMap(({ title, type }) => [
		{ title, type, operation: 'describe', needs: {} },
		{ title, type, operation: 'edit', needs: { prompt: 'More light' } },
		{ title, type, operation: 'remix', needs: { prompt: 'More light' } },
	]),
	...['remove', 'submit'].map((operation) => ({
		...{ title: 'Remove Background', type: REMOVE_BACKGROUND, operation, needs: {} },
	})),
];

const FILES: Array<[string, () => Buffer, Array<string | RegExp>]> = [
	['an empty file', () => Buffer.alloc(0), [/empty/]],
	['a text called .png', () => Buffer.from('just some words'), [/not an image/, /PNG/]],
	['a page called .png', () => Buffer.from('<!doctype html><p>Hi'), [/not an image/, /PNG/]],
	['a GIF', () => GIF, [/GIF/, /PNG/]],
	['10 MB and one byte', () => pngOf(10 * 1024 * 1024 + 1), [/10485761/, /10 MB/, /smaller/]],
];

const BAD_LINKS = [
	'not a link',
	'/relative/picture.png',
	'file:///etc/passwd',
	'ftp://pictures.example/a.png',
	'javascript:alert(1)',
	'data:text/html;base64,PGh0bWw+',
	'https://name:secret@pictures.example/a.png',
];

describe.each(TAKING_FILES)('$title, to $operation, refuses', ({ type, operation, needs }) => {
	const fromFile = { operation, inputSource: 'binary', ...needs };
	const fromLink = { operation, inputSource: 'url', ...needs };

	test('a field that the item does not have, naming those that it has', async () => {
		const { binary } = await pixazo.fileItem();
		const item = { json: {}, binary: { ...binary, drawing: await pixazo.file() } };
		const parameters = { ...fromFile, binaryPropertyName: 'photo' };
		await refuses(type, parameters, ['"photo"', 'data, drawing', 'Input Data Field Name'], item);
	});

	test('an item without any file', async () => {
		await refuses(type, fromFile, ['"data"', 'Input Data Field Name']);
	});

	test('an empty name of the field', async () => {
		const parameters = { ...fromFile, binaryPropertyName: '={{ "" }}' };
		await refuses(type, parameters, ['Input Data Field Name', 'empty']);
	});

	test.each(FILES)('%s', async (_what, bytes, words) => {
		const item = await pixazo.fileItem(bytes(), 'photo.png', 'image/png');
		await refuses(type, fromFile, [/"data"/, ...words], item);
	});

	test.each(BAD_LINKS)('the link %p', async (link) => {
		await refuses(type, { ...fromLink, imageUrl: link }, ['Image URL', 'https://']);
	});

	test('an empty link', async () => {
		await refuses(type, { ...fromLink, imageUrl: '={{ "" }}' }, ['Image URL', 'empty']);
		await refuses(type, { ...fromLink, imageUrl: '={{ "  " }}' }, ['Image URL', 'empty']);
	});

	test('an unknown input source', async () => {
		// n8n shows the fields of every source for an expression, and wants them filled.
		const imageUrl = 'https://pictures.example/a.png';
		const parameters = { ...fromFile, inputSource: '={{ "post" }}', imageUrl };
		await refuses(type, parameters, ['Input Source', 'post', 'binary', 'url']);
	});

	test('a data URI that is no picture, or too large a one', async () => {
		const text = dataUri(Buffer.from('just some words'));
		await refuses(type, { ...fromLink, imageUrl: text }, ['Image URL', /not an image/]);
		const large = dataUri(pngOf(10 * 1024 * 1024 + 1));
		await refuses(type, { ...fromLink, imageUrl: large }, ['Image URL', /10 MB/]);
	});
});

describe.each(IDEOGRAM_NODES)('$title refuses', ({ type }) => {
	describe.each(['generate', 'edit', 'remix'])('to %s', (operation) => {
		test.each(['={{ "" }}', '={{ " \\n " }}', '={{ undefined }}', '={{ null }}'])(
			'the empty prompt %s',
			async (prompt) => {
				const item = await pixazo.fileItem();
				await refuses(type, { operation, prompt }, ['Prompt', 'empty'], item);
			},
		);

		test('a prompt that is no text', async () => {
			const item = await pixazo.fileItem();
			await refuses(type, { operation, prompt: '={{ {a: 1} }}' }, ['Prompt', 'text'], item);
		});
	});

	describe.each(['generate', 'remix'])('to %s', (operation) => {
		const needs = { operation, prompt: 'A lighthouse' };

		test.each([0, 10_000_000_000, -5, 1.5, 'abc', '1e11', true, [7]])(
			'the seed %p',
			async (seed) => {
				const item = { ...(await pixazo.fileItem()), json: { seed } };
				await refuses(type, { ...needs, options: { seed: '={{ $json.seed }}' } }, ['Seed'], item);
			},
		);

		test.each([
			['aspectRatio', 'Aspect Ratio', { aspectRatio: '={{ "16:9" }}' }],
			['magicPrompt', 'Magic Prompt', { options: { magicPrompt: '={{ "MAYBE" }}' } }],
			['styleType', 'Style Type', { options: { styleType: '={{ "auto" }}' } }],
			['colorPalette', 'Color Palette', { options: { colorPalette: '={{ "RED" }}' } }],
		])('a value that %s does not have', async (name, title, parameters) => {
			const item = await pixazo.fileItem();
			await refuses(type, { ...needs, ...parameters }, [name, title], item);
		});
	});

	test.each([0, 101, -1, 50.5, 'much'])('to remix the image weight %p', async (weight) => {
		const item = { ...(await pixazo.fileItem()), json: { weight } };
		const imageWeight = '={{ $json.weight }}';
		const parameters = { operation: 'remix', prompt: 'In the snow', imageWeight };
		await refuses(type, parameters, ['Image Weight'], item);
	});

	describe('to edit', () => {
		const needs = { operation: 'edit', prompt: 'More light' };

		test('another model', async () => {
			const parameters = { ...needs, options: { model: '={{ "V_3" }}' } };
			await refuses(type, parameters, ['Model', 'V_2_TURBO'], await pixazo.fileItem());
		});

		test('a field for the mask that the item does not have', async () => {
			const parameters = { ...needs, options: { maskBinaryPropertyName: 'stencil' } };
			const words = ['"stencil"', 'Mask Input Data Field Name'];
			await refuses(type, parameters, words, await pixazo.fileItem());
		});

		test.each(FILES)('for a mask %s', async (_what, bytes, words) => {
			const { binary } = await pixazo.fileItem();
			const stencil = await pixazo.file(bytes(), 'stencil.png', 'image/png');
			const parameters = { ...needs, options: { maskBinaryPropertyName: 'stencil' } };
			const item = { json: {}, binary: { ...binary, stencil } };
			await refuses(type, parameters, [/"stencil"/, ...words], item);
		});

		test.each(BAD_LINKS)('for a mask the link %p', async (maskUrl) => {
			const item = await pixazo.fileItem();
			await refuses(type, { ...needs, options: { maskUrl } }, ['Mask URL'], item);
		});
	});
});

describe.each(['getStatus', 'waitForResult'])('Remove Background, to %s, refuses', (operation) => {
	test.each(['={{ "" }}', '={{ "two words" }}', '../secrets', 'file:///etc/passwd', 'a/b?c'])(
		'the request %p',
		async (request) => {
			await refuses(REMOVE_BACKGROUND, { operation, request }, ['Request', 'request']);
		},
	);
});

test.each([
	['pollInterval', 'Poll Interval', -1],
	['pollInterval', 'Poll Interval', 'often'],
	['timeout', 'Time Limit', -1],
	['retries', 'Retries', 1.5],
	['retries', 'Retries', -1],
	['downloadImages', 'Download Images', 'perhaps'],
	['simplify', 'Simplify', 2],
	['outputBinaryPropertyName', 'Output Data Field Name', 7],
])('the option %s is refused as %p', async (name, title, value) => {
	const options = { [name]: '={{ $json.value }}' };
	const parameters = { operation: 'waitForResult', request: POLLING_URL, options };
	await refuses(REMOVE_BACKGROUND, parameters, [title, name], jsonItem({ value }));
});

test.each([0, 1.5, 'many'])('a concurrency of %p is refused', async (value) => {
	const execution = await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: {
			operation: 'getStatus',
			request: POLLING_URL,
			options: { maxConcurrency: '={{ $json.value }}' },
		},
		items: [jsonItem({ value })],
	});
	expect(execution.error?.name).toBe('NodeOperationError');
	expect(complaintOf(execution)).toMatch(/Max Concurrency/);
	expect(wire.sent).toEqual([]);
});

test('an item in the middle is named by its number, and the others go on', async () => {
	wire.answer('POST', SUBMIT_URL, { body: queuedAnswer, times: 2 });
	const execution = await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: { operation: 'submit', inputSource: 'binary' },
		items: [await pixazo.fileItem(), await pixazo.fileItem(GIF), await pixazo.fileItem()],
		...CONTINUE,
	});
	expect(execution.items().map(({ json }) => json)).toEqual([
		queuedAnswer,
		{ error: expect.stringMatching(/GIF.*item 1/) },
		queuedAnswer,
	]);
});
