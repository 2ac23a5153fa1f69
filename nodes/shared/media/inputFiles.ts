import { type IBinaryData, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { type ByteStream, peek } from '../http/body/byteStream';
import type { FormFile } from '../http/body/multipart';
import type { FileBytes } from '../http/body/requestBody';
import { Failure, shown } from '../http/failure';
import { objectIn } from '../http/json';
import type { Item } from '../items/item';
import { download, images, type Refusal } from './downloads';
import { inputFileName, linkedFileName } from './fileNames';
import { type FileFormat, formatOf, HEAD_BYTES, UPLOAD_FORMATS } from './formats';
import { type FileLink, parseFileLink } from './links';

/** The limit of Remove Background (`image_url`), applied to all uploads. */
const LONGEST_INPUT_BYTES = 10 * 1024 * 1024;

/** A file of the item. Its type is what the content shows, not what is declared. */
export type InputFile = FormFile;

/** A parameter that names a file. */
export interface FileParameter {
	readonly name: string;
	readonly title: string;
}

/**
 * The file in a field of binary data. If n8n stores files on disk or in the database, it is read as a stream, again
 * for each attempt. In memory mode, it is in memory already.
 *
 * @throws Failure if its content has none of the formats, or if it is larger than 10 MB. Nothing was sent then.
 */
export async function binaryFile(
	item: Item,
	parameter: FileParameter,
	formats: readonly FileFormat[] = UPLOAD_FORMATS,
): Promise<InputFile> {
	const { run, index, parameters } = item;
	const { helpers } = run.context;
	const { title } = parameter;
	const field = fieldNameOf(item, parameters.fileField(parameter.name, title), title);
	const binary = binaryDataOf(item, field, title);
	const where = typeof field === 'string' ? `"${shown(field)}"` : `"${title}"`;
	const name = binary.fileName === undefined ? '' : String(binary.fileName);
	const { id } = binary;
	if (id === undefined) {
		const bytes = await helpers.getBinaryDataBuffer(index, field);
		return checked(inMemory(bytes), bytes, where, formats, name);
	}
	const { fileSize } = await helpers.getBinaryMetadata(id);
	const stored = { byteLength: fileSize, open: async () => await helpers.getBinaryStream(id) };
	const head = await headOf(await helpers.getBinaryStream(id));
	// A small file is in the head as a whole, and doesn't have to be opened again.
	const file = head.length === fileSize ? inMemory(head) : stored;
	return checked(file, head, where, formats, name);
}

/**
 * The image behind a link, downloaded without the key.
 *
 * @throws Failure like `binaryFile`, and if the link can't be used or downloaded.
 */
export async function linkedFile(
	item: Item,
	parameter: FileParameter,
	formats: readonly FileFormat[] = UPLOAD_FORMATS,
): Promise<InputFile> {
	const link = linkParameter(item, parameter);
	const title = `The file at "${parameter.title}"`;
	const accepted = images(LONGEST_INPUT_BYTES, (format) => refusalOf(format, formats), formats);
	return await download(item, { kind: 'input', link, accepted, title }, async (file) => {
		const bytes = await item.run.context.helpers.binaryToBuffer(file.content);
		const fileName =
			link.kind === 'web' ? linkedFileName(link.url, file.format) : inputFileName('', file.format);
		return { ...inMemory(bytes), mimeType: file.format.mimeType, fileName };
	});
}

/** A link that the user entered. @throws Failure if it is neither an http(s) link nor a data URI. */
export function linkParameter({ parameters }: Item, { name, title }: FileParameter): FileLink {
	const text = parameters.text(name, title);
	const link = parseFileLink(text);
	if (link) return link;
	throw new Failure(
		`"${title}" is ${JSON.stringify(shown(text))}, which is not a link to a file`,
		`Enter a link that begins with https:// or http:// and has no user name or password in it, or a data URI, in "${title}" (${name}).`,
	);
}

/** In the binary mode "combined" of n8n 2.x, the files are in the JSON below `_files`, and n8n expects this path. */
const inJson = (name: string): string => `_files.${name}`;

function binaryFieldsOf(item: INodeExecutionData | undefined): Map<string, unknown> {
	const combined = Object.entries(objectIn(item?.json._files) ?? {});
	return new Map<string, unknown>([
		...Object.entries(item?.binary ?? {}),
		...combined.map(([name, file]) => [inJson(name), file] as const),
	]);
}

/**
 * Where n8n finds a file: the name of its field. The name alone works in all binary modes, so a workflow doesn't
 * depend on the mode. For a file itself (`{{ $binary.data }}`), the field is searched for, because expressions give
 * files without their content.
 */
function fieldNameOf(
	{ run, index }: Item,
	given: string | object,
	title: string,
): string | IBinaryData {
	const fields = binaryFieldsOf(run.context.getInputData()[index]);
	if (typeof given === 'string') {
		return !fields.has(given) && fields.has(inJson(given)) ? inJson(given) : given;
	}
	const [match] = [...fields].find(([, file]) => isSameFile(given, file)) ?? [];
	if (match !== undefined) return match;
	if (isBinaryData(given)) return given;
	throw new Failure(
		`"${title}" has something other than the name of a field with a file`,
		`Enter the name of the field, such as data, without {{ }}. ${nameHelp(fields)}`,
	);
}

const isBinaryData = (value: object): value is IBinaryData =>
	'mimeType' in value && 'data' in value && typeof value.data === 'string';

/** Compares everything that an expression gives of a file, which is all but its content. */
function isSameFile(given: object, file: unknown): boolean {
	const facts = Object.entries(given).filter(([name]) => name !== 'data');
	const known = new Map(Object.entries(objectIn(file) ?? {}));
	return (
		facts.some(([name]) => name === 'mimeType') &&
		facts.every(([name, value]) => known.get(name) === value)
	);
}

const LONGEST_LIST = 300;

function nameHelp(fields: ReadonlyMap<string, unknown>): string {
	if (fields.size === 0) {
		return 'The item has no files. Check the output of the node before: its Binary tab lists the files of an item by the names of their fields.';
	}
	const names = [...fields.keys()].join(', ').slice(0, LONGEST_LIST);
	return `The item has files in: ${names}. The Binary tab of the node before shows them.`;
}

function binaryDataOf(
	{ run, index }: Item,
	field: string | IBinaryData,
	title: string,
): IBinaryData {
	const { context } = run;
	try {
		return context.helpers.assertBinaryData(index, field);
	} catch {
		const fields = binaryFieldsOf(context.getInputData()[index]);
		const names = typeof field === 'string' ? field.split(/[,;\s]+/) : [];
		const areSeveral = names.length > 1 && names.every((name) => fields.has(name));
		const message = `The item has no file in ${typeof field === 'string' ? `"${shown(field)}"` : `"${title}"`}`;
		throw new NodeOperationError(context.getNode(), message, {
			itemIndex: index,
			description: areSeveral
				? `"${title}" takes the name of one field. To process several files, split them into items first, with a Code or Split Out node.`
				: `Enter the name of the field in "${title}". ${nameHelp(fields)}`,
		});
	}
}

const inMemory = (bytes: Buffer): FileBytes => ({
	byteLength: bytes.length,
	open: async () => bytes,
});

async function headOf(stream: ByteStream): Promise<Buffer> {
	try {
		return (await peek(stream, HEAD_BYTES)).head;
	} finally {
		stream.destroy();
	}
}

function checked(
	file: FileBytes,
	head: Buffer,
	where: string,
	formats: readonly FileFormat[],
	givenName: string,
): InputFile {
	if (file.byteLength === 0) {
		throw new Failure(`The file in ${where} is empty`, 'Check the output of the node before.');
	}
	const format = formatOf(head);
	if (format === undefined || !formats.includes(format)) {
		const { reason, remedy } = refusalOf(format, formats);
		throw new Failure(`The file in ${where} ${reason}`, remedy);
	}
	if (file.byteLength > LONGEST_INPUT_BYTES) {
		const size = (file.byteLength / 1024 / 1024).toFixed(1);
		throw new Failure(
			`The file in ${where} has ${size} MB. At most 10 MB are allowed`,
			"Make it smaller first, for example with n8n's Edit Image node.",
		);
	}
	return { ...file, mimeType: format.mimeType, fileName: inputFileName(givenName, format) };
}

function refusalOf(format: FileFormat | undefined, formats: readonly FileFormat[]): Refusal {
	const names = [...new Set(formats.map(({ title }) => title))];
	const list = `${names.slice(0, -1).join(', ')}, or ${names.at(-1)}`;
	const converter =
		format?.kind === 'image' ? " n8n's Edit Image node converts the formats that it can read." : '';
	const unknown = formats.every(({ kind }) => kind === 'image')
		? 'is not an image'
		: 'is in no known format';
	return {
		reason: format ? `is in ${format.title} format` : unknown,
		remedy: `Use ${list}. What counts is the content, not the name or the declared type.${converter}`,
	};
}
