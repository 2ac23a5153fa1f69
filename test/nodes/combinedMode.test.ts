import type { INodeParameters } from 'n8n-workflow';
import { completedAnswer, CUTOUT_URL, imageAnswer } from '../support/answers';
import { REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { dataUri, PNG, WEBP } from '../support/images';
import { complaintOf } from '../support/items';
import { partsOf } from '../support/multipart';
import { Pixazo } from '../support/pixazo';
import { jsonOf, useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

/** Runs a node over one item with two files, which n8n puts into its JSON in the mode "combined". */
async function run(
	type: string,
	parameters: INodeParameters,
	binaryMode: 'combined' | 'separate' = 'combined',
) {
	const files = { photo: await pixazo.file(), stencil: await pixazo.file(WEBP, 'stencil.webp') };
	const items = [
		binaryMode === 'combined' ? { json: { _files: files } } : { json: {}, binary: files },
	];
	return await pixazo.run({ type, parameters, items, binaryMode });
}

test.each([
	['combined', 'the path to it', '_files.photo', '_files.stencil'],
	['combined', 'its name alone', 'photo', 'stencil'],
	['combined', 'the file itself', '={{ $json._files.photo }}', '={{ $json._files.stencil }}'],
	['separate', 'its name alone', ' photo ', 'stencil'],
	['separate', 'the file itself', '={{ $binary.photo }}', '={{ $binary.stencil }}'],
] as const)('in the mode %s a file is found by %s', async (mode, _how, photo, stencil) => {
	wire.answer('POST', `${V2.endpoint}/edit`, { body: imageAnswer });
	const options = { maskBinaryPropertyName: stencil, downloadImages: false };
	const parameters = { operation: 'edit', prompt: 'x', binaryPropertyName: photo, options };
	expect(complaintOf(await run(V2.type, parameters, mode))).toBe('');
	const [form] = await Promise.all(wire.sent.map(partsOf));
	expect(form?.slice(0, 2)).toMatchObject([
		{ name: 'image_file', fileName: 'photo.png', bytes: PNG },
		{ name: 'mask', fileName: 'stencil.webp', bytes: WEBP },
	]);
});

test('in the mode combined a path to no file is refused, naming the files that are there', async () => {
	const parameters = { operation: 'describe', binaryPropertyName: '_files.foto' };
	const complaint = complaintOf(await run(V2.type, parameters));
	expect(complaint).toMatch(/"_files\.foto".*Input Data Field Name.*_files\.photo/s);
	expect(wire.sent).toEqual([]);
});

test('in the mode combined a file goes in a data URI, and the result is among the files', async () => {
	wire.answer('POST', SUBMIT_URL, { body: completedAnswer });
	wire.answer('GET', CUTOUT_URL, { body: PNG });
	const parameters = { operation: 'remove', inputSource: 'binary', binaryPropertyName: 'photo' };
	const [item] = (await run(REMOVE_BACKGROUND, parameters)).items();
	expect(wire.sentTo(SUBMIT_URL).map(jsonOf)).toEqual([{ image_url: dataUri(PNG) }]);
	expect(item?.json).toMatchObject({
		status: 'COMPLETED',
		_files: { data: { fileName: 'remove-0-5a7e9b42.png', mimeType: 'image/png' } },
	});
});
