import {
	type FormFile,
	type FormPart,
	multipartBody,
} from '../../../../nodes/shared/http/body/multipart';
import { openBody } from '../../../../nodes/shared/http/body/requestBody';
import { bytesOfFile, streamOfFile } from '../../../support/fileStreams';
import { partsOf } from '../../../support/multipart';

/** What a server makes of a form. */
async function received(parts: readonly FormPart[]) {
	const form = multipartBody(parts);
	const chunks: Buffer[] = [];
	const { content } = await openBody(form);
	for await (const chunk of Buffer.isBuffer(content) ? [content] : content) chunks.push(chunk);
	const body = Buffer.concat(chunks);
	expect(body.length).toBe(form.byteLength);
	const headers = { 'content-type': form.contentType };
	return await partsOf({ method: 'POST', url: '', headers, body });
}

const bytes = Buffer.from('\xff\0\r\n--boundary\r\n', 'latin1');
const named = { fileName: 'a.png', mimeType: 'image/png' };
const file: FormFile = { ...named, byteLength: bytes.length, open: async () => bytes };
const stored: FormFile = { ...named, byteLength: 700, open: async () => streamOfFile(700) };

test('a form arrives with its parts in order', async () => {
	const prompt = 'More "light" 🦄\r\nand less noise';
	const parts = await received([
		{ field: 'prompt', content: prompt },
		{ field: 'image_file', content: file },
		{ field: 'mask', content: stored },
		{ field: 'model', content: '' },
	]);
	expect(parts).toEqual([
		{ name: 'prompt', mimeType: 'text/plain', bytes: Buffer.from(prompt) },
		{ name: 'image_file', ...named, bytes },
		{ name: 'mask', ...named, bytes: bytesOfFile(700) },
		{ name: 'model', mimeType: 'text/plain', bytes: Buffer.alloc(0) },
	]);
});

test.each([
	['" quote', '%22 quote'],
	['new\r\nline', 'new%0D%0Aline'],
	['"; name="prompt', '%22; name=%22prompt'],
	['写真 🦄', '写真 🦄'],
])('a file name of %j cannot end its quotes', async (fileName, expected) => {
	const parts = await received([{ field: 'image_file', content: { ...file, fileName } }]);
	expect(parts).toMatchObject([{ name: 'image_file', fileName: expected, bytes }]);
});

test('every form has a boundary of its own', () => {
	const types = Array.from({ length: 50 }, () => multipartBody([]).contentType);
	expect(new Set(types).size).toBe(50);
});
