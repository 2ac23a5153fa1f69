import {
	type FormFile,
	type FormPart,
	multipartBody,
} from '../../../../nodes/shared/http/body/multipart';
import { openBody, type RequestBody } from '../../../../nodes/shared/http/body/requestBody';
import { bytesOfFile, streamOfFile } from '../../../support/fileStreams';
import { partsOf } from '../../../support/multipart';

/** The bytes that a form sends. */
async function sentBy(form: RequestBody): Promise<Buffer> {
	const { content } = await openBody(form);
	if (Buffer.isBuffer(content)) return content;
	const chunks: Buffer[] = [];
	for await (const chunk of content) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

/** What a server makes of a form. */
async function received(parts: readonly FormPart[]) {
	const form = multipartBody(parts);
	const body = await sentBy(form);
	expect(body.length).toBe(form.byteLength);
	const headers = { 'content-type': form.contentType };
	return await partsOf({ method: 'POST', url: '', headers, body });
}

const bytes = Buffer.from('\xff\0\r\n--boundary\r\n', 'latin1');
const file = (more: Partial<FormFile> = {}): FormFile => ({
	fileName: 'a.png',
	mimeType: 'image/png',
	byteLength: bytes.length,
	open: async () => bytes,
	...more,
});
const stored = file({ byteLength: 700, open: async () => streamOfFile(700) });

test('a form arrives with its parts in order', async () => {
	const parts = await received([
		{ field: 'prompt', content: 'More "light" 🦄\r\nand less noise' },
		{ field: 'image_file', content: file() },
		{ field: 'mask', content: stored },
		{ field: 'model', content: '' },
	]);
	expect(parts).toEqual([
		{
			name: 'prompt',
			mimeType: 'text/plain',
			bytes: Buffer.from('More "light" 🦄\r\nand less noise'),
		},
		{ name: 'image_file', fileName: 'a.png', mimeType: 'image/png', bytes },
		{ name: 'mask', fileName: 'a.png', mimeType: 'image/png', bytes: bytesOfFile(700) },
		{ name: 'model', mimeType: 'text/plain', bytes: Buffer.alloc(0) },
	]);
});

test.each([
	['" quote', '%22 quote'],
	['new\r\nline', 'new%0D%0Aline'],
	['"; name="prompt', '%22; name=%22prompt'],
	['写真 🦄', '写真 🦄'],
])('a file name of %p cannot end its quotes', async (fileName, expected) => {
	const parts = await received([{ field: 'image_file', content: file({ fileName }) }]);
	expect(parts).toMatchObject([{ name: 'image_file', fileName: expected, bytes }]);
});

test('every form has a boundary of its own', () => {
	const types = Array.from({ length: 50 }, () => multipartBody([]).contentType);
	expect(new Set(types).size).toBe(50);
});
