import type { INodeParameters } from 'n8n-workflow';
import { completedAnswer, CUTOUT_URL, descriptionAnswer, pictureAnswer } from '../support/answers';
import { IDEOGRAM_NODES, REMOVE_BACKGROUND, SUBMIT_URL } from '../support/gateway';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { dataUri, PNG, WEBP } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { jsonOf, useWire } from '../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

/** Runs a node over one item with two files, which n8n moves into its JSON as workflows of n8n 2 have it. */
async function run(type: string, parameters: INodeParameters) {
	const files = { photo: await pixazo.file(), stencil: await pixazo.file(WEBP, 'stencil.webp') };
	return await pixazo.run({
		type,
		parameters,
		items: [{ json: {}, binary: files }],
		binaryMode: 'combined',
	});
}

const WAYS = [
	['the path to it', '_files.photo', '_files.stencil'],
	['its name alone', 'photo', 'stencil'],
	['the file itself', '={{ $json._files.photo }}', '={{ $json._files.stencil }}'],
];

describe.each(IDEOGRAM_NODES)('$title', ({ type, endpoint }) => {
	test.each(WAYS)('describes a file given by %s', async (_how, photo) => {
		wire.answer('POST', `${endpoint}/describe`, { body: descriptionAnswer });
		const execution = await run(type, { operation: 'describe', binaryPropertyName: photo });
		expect(execution.error).toBeUndefined();
		const [form] = await Promise.all(wire.sent.map(partsOf));
		expect(form).toMatchObject([{ name: 'image_file', fileName: 'photo.png', bytes: PNG }]);
	});

	test.each(WAYS)('edits a file with a mask, both given by %s', async (_how, photo, stencil) => {
		wire.answer('POST', `${endpoint}/edit`, { body: pictureAnswer });
		const options = { maskBinaryPropertyName: stencil, downloadImages: false };
		const needs = { operation: 'edit', prompt: 'More light', binaryPropertyName: photo };
		const execution = await run(type, { ...needs, options });
		expect(execution.error).toBeUndefined();
		const [form] = await Promise.all(wire.sent.map(partsOf));
		expect(form?.slice(0, 2)).toMatchObject([
			{ name: 'image_file', fileName: 'photo.png', bytes: PNG },
			{ name: 'mask', fileName: 'stencil.webp', bytes: WEBP },
		]);
	});

	test('refuses a path to no file, without claiming that there is none', async () => {
		const execution = await run(type, { operation: 'describe', binaryPropertyName: '_files.foto' });
		expect(complaintOf(execution)).toMatch(/"_files\.foto"/);
		expect(complaintOf(execution)).toMatch(/Input Data Field Name/);
		expect(complaintOf(execution)).not.toMatch(/no binary data at all/);
		expect(wire.sent).toEqual([]);
	});
});

test.each(WAYS)('Remove Background takes a file given by %s', async (_how, photo) => {
	wire.answer('POST', SUBMIT_URL, { body: completedAnswer });
	wire.answer('GET', CUTOUT_URL, { body: PNG });
	const execution = await run(REMOVE_BACKGROUND, {
		operation: 'remove',
		inputSource: 'binary',
		binaryPropertyName: photo,
	});
	expect(wire.sentTo(SUBMIT_URL).map(jsonOf)).toEqual([{ image_url: dataUri(PNG) }]);
	const [item] = execution.items();
	expect(item?.json).toMatchObject({
		status: 'COMPLETED',
		_files: { data: { fileName: 'output.png', mimeType: 'image/png' } },
	});
});
