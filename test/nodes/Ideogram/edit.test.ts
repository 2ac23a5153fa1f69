import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { pictureAnswer } from '../../support/answers';
import { IDEOGRAM_NODES } from '../../support/gateway';
import { partsOf, type Part } from '../../support/multipart';
import { JPEG, PNG, WEBP } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import { useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

describe.each(IDEOGRAM_NODES)('$title edits', ({ type, model, otherModel, endpoint }) => {
	const url = `${endpoint}/edit`;

	/** Runs the node over one item, and returns the parts that it sent. */
	async function formOf(
		options: INodeParameters = {},
		prompt = 'Make the sky red',
		item?: INodeExecutionData,
	): Promise<Part[]> {
		wire.answer('POST', url, { body: pictureAnswer });
		const execution = await pixazo.run({
			type,
			parameters: { operation: 'edit', prompt, options: { downloadImages: false, ...options } },
			items: [item ?? (await pixazo.fileItem())],
		});
		expect(execution.error).toBeUndefined();
		const [form] = await Promise.all(wire.sentTo(url).map(partsOf));
		return form ?? [];
	}

	const text = (value: string) => ({ mimeType: 'text/plain', bytes: Buffer.from(value) });
	const imageFile = {
		name: 'image_file',
		fileName: 'photo.png',
		mimeType: 'image/png',
		bytes: PNG,
	};

	test("by default, without a mask and with the node's own model", async () => {
		expect(await formOf()).toEqual([
			imageFile,
			{ name: 'prompt', ...text('Make the sky red') },
			{ name: 'model', ...text(model) },
		]);
	});

	test('with a mask in another field of the item, and the other model', async () => {
		const mask = await pixazo.file(WEBP, 'mask.webp', 'image/webp');
		const { binary } = await pixazo.fileItem();
		const item = { json: {}, binary: { ...binary, stencil: mask } };
		const options = { maskBinaryPropertyName: 'stencil', model: otherModel };
		expect(await formOf(options, 'Write "OPEN" on the ☂\r\nand more', item)).toEqual([
			imageFile,
			{ name: 'mask', fileName: 'mask.webp', mimeType: 'image/webp', bytes: WEBP },
			{ name: 'prompt', ...text('Write "OPEN" on the ☂\r\nand more') },
			{ name: 'model', ...text(otherModel) },
		]);
	});

	test('with a mask from a link', async () => {
		const maskUrl = 'https://pictures.example/masks/sky.jpg';
		wire.answer('GET', maskUrl, { body: JPEG });
		expect(await formOf({ maskUrl })).toContainEqual({
			name: 'mask',
			fileName: 'sky.jpg',
			mimeType: 'image/jpeg',
			bytes: JPEG,
		});
		const [download] = wire.sentTo(maskUrl);
		expect(download?.headers).not.toHaveProperty('ocp-apim-subscription-key');
	});

	test('with each model', async () => {
		for (const value of ['V_2', 'V_2_TURBO']) {
			wire.sent.length = 0;
			expect(await formOf({ model: value })).toContainEqual({ name: 'model', ...text(value) });
		}
	});

	test('without an option that was added and left empty', async () => {
		const options = { maskBinaryPropertyName: '', maskUrl: '', model: '={{ "" }}' };
		const form = await formOf(options);
		expect(form.map(({ name }) => name)).toEqual(['image_file', 'prompt', 'model']);
		expect(form).toContainEqual({ name: 'model', ...text(model) });
	});
});
