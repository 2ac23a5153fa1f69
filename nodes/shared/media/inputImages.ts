import { type IBinaryData, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { type ByteStream, firstBytes } from '../http/byteStream';
import { downloadImage } from './downloads';
import { Failure } from '../http/failure';
import { type ImageFormat, imageFormatOf, SIGNATURE_BYTES, UPLOAD_FORMATS } from './imageFormats';
import type { Item } from '../item';
import { objectIn } from '../http/jsonShapes';
import { type ImageLink, parseImageLink, shownLink } from './links';
import type { FormFile } from '../http/multipart';
import type { FileBytes } from '../http/requestBody';

/** "Max file size 10MB" (Remove Background, `image_url`); taken for all uploads. */
const LONGEST_INPUT_BYTES = 10 * 1024 * 1024;

/** An image of the item: its name, and its content type by what it is rather than by what it is said to be. */
export type InputImage = FormFile;

/**
 * The image in a field of binary data. In the modes that keep files outside the database row it is read as a stream, anew
 * for each sending; in memory mode it is in memory already.
 *
 * @throws Failure if it is no JPEG, PNG or WebP by its content, or larger than 10 MB. Nothing has been sent then.
 */
export async function binaryImage(item: Item, name: string, title: string): Promise<InputImage> {
	const { run, index, parameters } = item;
	const { helpers } = run.context;
	const field = parameters.optionalBinary(name);
	if (field === undefined) {
		throw new Failure(`${title} is empty`, `Name the input field with the image in "${title}".`);
	}
	const binary = binaryDataOf(item, field, title);
	const where = typeof field === 'string' ? `the field "${field}"` : `"${title}"`;
	const { id } = binary;
	if (id === undefined) {
		const bytes = await helpers.getBinaryDataBuffer(index, field);
		return checked(inMemory(bytes), bytes, binary.fileName, where);
	}
	const { fileSize } = await helpers.getBinaryMetadata(id);
	const stored = { byteLength: fileSize, open: async () => await helpers.getBinaryStream(id) };
	const head = await headOf(await helpers.getBinaryStream(id));
	// A small file has been read as a whole by then, and need not be opened again.
	const file = head.length === fileSize ? inMemory(head) : stored;
	return checked(file, head, binary.fileName, where);
}

/**
 * The image behind a link, fetched without the key.
 *
 * @throws Failure as `binaryImage` does, and if the link is none or cannot be fetched.
 */
export async function linkedImage(item: Item, name: string, title: string): Promise<InputImage> {
	const link = linkParameter(item, name, title);
	const download = { link, limitBytes: LONGEST_INPUT_BYTES, title: `The image at ${title}` };
	return await downloadImage(item, download, async ({ content }) => {
		const bytes = await item.run.context.helpers.binaryToBuffer(content);
		const path = link.kind === 'web' ? link.url.pathname : '';
		return checked(inMemory(bytes), bytes, path, `the image at ${title}`);
	});
}

/** A link that the user gives. @throws Failure if it is no http(s) link and no data URI of an image. */
export function linkParameter({ parameters }: Item, name: string, title: string): ImageLink {
	const text = parameters.text(name, title).trim();
	const link = parseImageLink(text);
	if (link) return link;
	throw new Failure(
		`${title} is ${JSON.stringify(shownLink(text))}, which is no link to an image`,
		`Put a link that begins with https:// or http://, or a data URI of an image, into the parameter "${title}" (${name}).`,
	);
}

/** In the mode "combined" of n8n 2.x files are in the JSON, below `_files`, and n8n takes a field by its path. */
const inJson = (name: string): string => `_files.${name}`;

function binaryFieldsOf(item: INodeExecutionData | undefined): string[] {
	const combined = Object.keys(objectIn(item?.json._files) ?? {});
	return [...Object.keys(item?.binary ?? {}), ...combined.map(inJson)];
}

function binaryDataOf(
	{ run, index }: Item,
	field: string | IBinaryData,
	title: string,
): IBinaryData {
	const { context } = run;
	const has = binaryFieldsOf(context.getInputData()[index]);
	// The name alone is found in both modes, so that a workflow need not know which one it runs in.
	const isInJson = typeof field === 'string' && !has.includes(field) && has.includes(inJson(field));
	const path = isInJson ? inJson(field) : field;
	try {
		return context.helpers.assertBinaryData(index, path);
	} catch {
		const name = typeof field === 'string' ? field : title;
		throw new NodeOperationError(context.getNode(), `The item has no binary data in "${name}"`, {
			itemIndex: index,
			description:
				has.length === 0
					? `It has no binary data at all. Check what the node before puts out, or choose a link as the input source of "${title}".`
					: `Its fields with binary data are: ${has.join(', ')}. Put one of them into "${title}".`,
		});
	}
}

const inMemory = (bytes: Buffer): FileBytes => ({
	byteLength: bytes.length,
	open: async () => bytes,
});

async function headOf(stream: ByteStream): Promise<Buffer> {
	try {
		return await firstBytes(stream, SIGNATURE_BYTES);
	} finally {
		stream.destroy();
	}
}

function checked(
	file: FileBytes,
	head: Buffer,
	givenName: string | undefined,
	where: string,
): InputImage {
	if (file.byteLength === 0) {
		throw new Failure(`The file in ${where} is empty`, 'Check what the node before puts out.');
	}
	const format = imageFormatOf(head);
	if (format === undefined || !UPLOAD_FORMATS.includes(format)) throw wrongFormat(format, where);
	if (file.byteLength > LONGEST_INPUT_BYTES) {
		throw new Failure(
			`The image in ${where} has ${file.byteLength} bytes; at most 10 MB (${LONGEST_INPUT_BYTES} bytes) are taken`,
			'Make it smaller first, for example with the Edit Image node.',
		);
	}
	return {
		...file,
		mimeType: format.mimeType,
		fileName: baseName(givenName ?? '') || `image.${format.extension}`,
	};
}

const wrongFormat = (format: ImageFormat | undefined, where: string): Failure =>
	new Failure(
		`The file in ${where} is ${format ? `a ${format.title}` : 'not an image'}, by its content`,
		'Pixazo takes JPEG, PNG and WebP. The name and the declared type of a file do not count. Convert it first, for example with the Edit Image node.',
	);

const baseName = (path: string): string =>
	path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
