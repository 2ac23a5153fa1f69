import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { descriptionAnswer, pictureAnswer } from '../../support/answers';
import { API_KEY, IDEOGRAM_NODES, V2 } from '../../support/gateway';
import { partsOf, type Part } from '../../support/multipart';
import { dataUri, JPEG, PNG, pngOf, WEBP } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

const OPERATIONS = [
	{ operation: 'describe', answer: descriptionAnswer },
	{ operation: 'edit', answer: pictureAnswer },
	{ operation: 'remix', answer: pictureAnswer },
];

const CASES = IDEOGRAM_NODES.flatMap((node) =>
	OPERATIONS.map((operation) => ({ ...node, ...operation })),
);

describe.each(CASES)('$title uploads to $operation', ({ type, endpoint, operation, answer }) => {
	const url = `${endpoint}/${operation}`;

	/** Runs the node once for each item, and returns the image parts that it sent. */
	async function imagesOf(
		items: INodeExecutionData[],
		parameters: INodeParameters = {},
	): Promise<Part[]> {
		wire.answer('POST', url, { body: answer, times: items.length });
		const prompt = operation === 'describe' ? {} : { prompt: 'More light' };
		const options = operation === 'describe' ? {} : { downloadImages: false };
		const execution = await pixazo.run({
			type,
			parameters: { operation, ...prompt, ...parameters, options },
			items,
		});
		expect(execution.error).toBeUndefined();
		const parts = await Promise.all(wire.sentTo(url).map(partsOf));
		return parts.flat().filter(({ name }) => name === 'image_file');
	}

	test('the file of the field "data", with the key and its exact length', async () => {
		const images = await imagesOf([await pixazo.fileItem()]);
		const [request] = wire.sent;
		expect(request?.headers).toMatchObject({
			'ocp-apim-subscription-key': API_KEY,
			'content-type': expect.stringMatching(/^multipart\/form-data; boundary=\S+$/),
			'content-length': String(request?.body.length),
		});
		expect(images).toEqual([
			{ name: 'image_file', fileName: 'photo.png', mimeType: 'image/png', bytes: PNG },
		]);
	});

	test('the file of another field', async () => {
		const drawing = await pixazo.file(WEBP, 'plan.webp', 'image/webp');
		const { binary } = await pixazo.fileItem();
		const items = [{ json: {}, binary: { ...binary, drawing } }];
		expect(await imagesOf(items, { binaryPropertyName: 'drawing' })).toMatchObject([
			{ fileName: 'plan.webp', mimeType: 'image/webp', bytes: WEBP },
		]);
	});

	test('each format under its true content type, whatever the item declares', async () => {
		const items = [
			await pixazo.fileItem(JPEG, 'a.png', 'image/png'),
			await pixazo.fileItem(WEBP, 'b.dat', 'application/octet-stream'),
			await pixazo.fileItem(PNG, 'c.txt', 'text/plain'),
		];
		const images = await imagesOf(items);
		expect(images.map(({ fileName, mimeType }) => [fileName, mimeType]).sort()).toEqual([
			['a.png', 'image/jpeg'],
			['b.dat', 'image/webp'],
			['c.txt', 'image/png'],
		]);
	});

	test.each([
		['quotes in its name', 'my "best" shot.png', 'my %22best%22 shot.png'],
		['newlines in its name', 'two\r\nlines.png', 'two%0D%0Alines.png'],
		['accents and emoji in its name', 'Größe 🦄 写真.png', 'Größe 🦄 写真.png'],
		['percent and semicolon in its name', '100%; done.png', '100%; done.png'],
		['a path for a name', 'holiday/2026/beach.png', 'beach.png'],
		['a path of Windows for a name', 'C:\\holiday\\beach.png', 'beach.png'],
		['a name of 300 characters', `${'a'.repeat(296)}.png`, `${'a'.repeat(296)}.png`],
		['no name', undefined, 'image.png'],
		['nothing but a folder for a name', 'holiday/', 'image.png'],
	])('a file with %s', async (_what, given, expected) => {
		const file = await pixazo.file();
		const items = [{ json: {}, binary: { data: { ...file, fileName: given } } }];
		expect(await imagesOf(items)).toEqual([
			{ name: 'image_file', fileName: expected, mimeType: 'image/png', bytes: PNG },
		]);
	});

	describe('from a link', () => {
		const link = 'https://pictures.example/photos/portrait.jpg?size=2';
		const fromLink = { inputSource: 'url', imageUrl: link };

		test('the image behind it, fetched without the key', async () => {
			wire.answer('GET', link, { body: JPEG, headers: { 'content-type': 'text/plain' } });
			expect(await imagesOf([{ json: {} }], fromLink)).toEqual([
				{ name: 'image_file', fileName: 'portrait.jpg', mimeType: 'image/jpeg', bytes: JPEG },
			]);
			const [download] = wire.sent;
			expect(download).toMatchObject({ method: 'GET', url: link });
			expect(download?.headers).not.toHaveProperty('ocp-apim-subscription-key');
		});

		test('the image that it is redirected to', async () => {
			const target = 'https://cdn.pictures.example/9f0e.jpg';
			wire.answer('GET', link, { status: 302, headers: { location: target } });
			wire.answer('GET', target, { body: JPEG });
			expect(await imagesOf([{ json: {} }], fromLink)).toMatchObject([{ bytes: JPEG }]);
		});

		test('an image without a name', async () => {
			wire.answer('GET', 'https://pictures.example/', { body: WEBP });
			const parameters = { ...fromLink, imageUrl: 'https://pictures.example' };
			expect(await imagesOf([{ json: {} }], parameters)).toMatchObject([
				{ fileName: 'image.webp', mimeType: 'image/webp' },
			]);
		});

		test('the image of a data URI', async () => {
			const parameters = { ...fromLink, imageUrl: dataUri(PNG) };
			expect(await imagesOf([{ json: {} }], parameters)).toMatchObject([
				{ fileName: 'image.png', mimeType: 'image/png', bytes: PNG },
			]);
			expect(wire.sent).toHaveLength(1);
		});

		test('the image of each item', async () => {
			const items = ['a', 'b', 'c'].map((name) => ({ json: { name } }));
			for (const { json } of items) {
				wire.answer('GET', `https://pictures.example/${json.name}.png`, { body: PNG });
			}
			const imageUrl = '=https://pictures.example/{{ $json.name }}.png';
			const images = await imagesOf(items, { inputSource: 'url', imageUrl });
			expect(images.map(({ fileName }) => fileName).sort()).toEqual(['a.png', 'b.png', 'c.png']);
		});
	});
});

test('a file of exactly 10 MB is taken', async () => {
	const largest = pngOf(10 * 1024 * 1024);
	wire.answer('POST', `${V2.endpoint}/describe`, { body: descriptionAnswer });
	const execution = await pixazo.run({
		type: V2.type,
		parameters: { operation: 'describe' },
		items: [await pixazo.fileItem(largest)],
	});
	expect(execution.error).toBeUndefined();
	const [image] = (await Promise.all(wire.sent.map(partsOf))).flat();
	expect(image?.bytes.equals(largest)).toBe(true);
});
