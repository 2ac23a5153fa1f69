import type { IExecuteFunctions } from 'n8n-workflow';
import { type ByteStream, peek } from '../http/body/byteStream';
import { type IncomingResponse, statusFault } from '../http/exchange';
import { Failure, sentences, shown } from '../http/failure';
import type { Outcome } from '../http/judge';
import { send, type Sender } from '../http/send';
import { isWebPage } from '../http/statusFailures';
import { type FileFormat, formatOf, HEAD_BYTES } from './formats';
import { bytesOfDataUri, type FileLink } from './links';

/** Which files are accepted. */
export interface Accepted {
	/** @returns the format of an accepted file, or why it is refused. */
	judge(head: Buffer, declaredType: string, url: URL | undefined): FileFormat | Refusal;
	/** The maximum size of a file in this format. */
	limitBytes(format: FileFormat): number;
	/** The maximum size if n8n keeps files in memory. Default: as elsewhere. */
	readonly memoryLimitBytes?: number;
}

export interface Refusal {
	/** Completes "The result ...": "is a web page". */
	readonly reason: string;
	readonly remedy: string;
}

export interface Download {
	readonly kind: 'input' | 'result';
	readonly link: FileLink;
	readonly accepted: Accepted;
	/** What the file is for users, such as "The result" or `The image at "Image URL"`. Messages begin with it. */
	readonly title: string;
}

/** A file that is arriving: its format by its first bytes, and its whole content. */
export interface ArrivingFile {
	readonly format: FileFormat;
	readonly content: Buffer | ByteStream;
}

/**
 * Downloads a file without the key, and passes it to `take` while it arrives. If a connection breaks, `take` is
 * called again.
 *
 * @throws Failure that names the link.
 */
export async function download<T>(
	sender: Sender,
	wanted: Download,
	take: (file: ArrivingFile) => Promise<T>,
): Promise<T> {
	const { kind, link, title } = wanted;
	if (link.kind === 'data') return await take(decoded(link, wanted));
	const { url, text } = link;
	const target = kind === 'input' ? `the link ${shown(text)} (${title})` : `the link ${text}`;
	return await send(sender, {
		kind,
		lane: `${url.origin} file`,
		prepare: async () => ({ method: 'GET', url: url.href, withKey: false, target }),
		read: async (response, progress) =>
			await arrived(response, wanted, url, progress, take, sender.traffic.context),
	});
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

const tooLarge = (title: string, limitBytes: number, from: string): Failure =>
	new Failure(
		`${title} is larger than ${megabytes(limitBytes)}`,
		`The rest of it was not read. It came from ${from}.`,
	);

const tooLargeForMemory = (title: string, limitBytes: number, from: string): Failure =>
	new Failure(
		`${title} is larger than ${megabytes(limitBytes)}, which is too much for n8n's memory`,
		`Fetch it yourself from ${from}. This n8n keeps binary data in memory: with N8N_DEFAULT_BINARY_DATA_MODE=filesystem it takes larger files.`,
	);

/**
 * A stored file has an ID unless n8n keeps files in memory. This stores one byte to find out, because nothing else
 * shows the mode.
 */
async function keepsFilesInMemory({ helpers }: IExecuteFunctions): Promise<boolean> {
	const { id } = await helpers.prepareBinaryData(
		Buffer.alloc(1),
		'probe.bin',
		'application/octet-stream',
	);
	return id === undefined;
}

const refused = (title: string, { reason, remedy }: Refusal, from: string): Failure =>
	new Failure(`${title} ${reason}`, sentences(remedy, `It came from ${from}`));

function decoded(link: Extract<FileLink, { kind: 'data' }>, wanted: Download): ArrivingFile {
	const { title, accepted } = wanted;
	const from = 'a data URI';
	// Half a percent-encoded byte at the end would spoil the rest.
	const payload = link.payload.slice(0, 4 * HEAD_BYTES).replace(/%[\da-f]?$/i, '');
	const head = bytesOfDataUri({ ...link, payload }, 4 * HEAD_BYTES);
	const format = accepted.judge(head ?? Buffer.alloc(0), '', undefined);
	if ('reason' in format) throw refused(title, format, from);
	const limitBytes = accepted.limitBytes(format);
	const content = bytesOfDataUri(link, limitBytes);
	if (content !== undefined) return { format, content };
	const isReadable = bytesOfDataUri(link, Infinity) !== undefined;
	if (isReadable) throw tooLarge(title, limitBytes, from);
	const reason = 'is cut or damaged: it is not base64';
	throw refused(title, { reason, remedy: 'Check where it comes from' }, from);
}

async function arrived<T>(
	response: IncomingResponse,
	{ kind, accepted, title, link }: Download,
	url: URL,
	progress: () => void,
	take: (file: ArrivingFile) => Promise<T>,
	context: IExecuteFunctions,
): Promise<Outcome<T>> {
	const { status, body } = response;
	const from = link.kind === 'web' ? (kind === 'input' ? shown(link.text) : link.text) : '';
	const { head, content } = await peek(body, HEAD_BYTES);
	if (status < 200 || status > 299) {
		body.destroy();
		const failure = new Failure(
			`${title} could not be fetched (HTTP ${status})`,
			`${kind === 'result' ? 'Links to results expire within a day' : 'The link may have expired, or need a login'}. It was requested from ${from}.`,
			String(status),
		);
		const isPage = isWebPage(head.toString(), response.header('content-type'));
		return statusFault(response, failure, isPage);
	}
	if (status === 206 && !isWhole(response)) {
		body.destroy();
		const failure = new Failure(
			`${title} arrived only in part`,
			`The host sent only a part of it (HTTP 206). It was requested from ${from}.`,
		);
		return { fault: { cause: 'broken', failure } };
	}
	const format = accepted.judge(head, response.header('content-type') ?? '', url);
	if ('reason' in format) {
		body.destroy();
		return { fault: { cause: 'unusable', failure: refused(title, format, from) } };
	}
	const limitBytes = accepted.limitBytes(format);
	// A file that fits into its first bytes is below every limit.
	if (Buffer.isBuffer(content)) return { value: await take({ format, content }) };
	const { memoryLimitBytes = Infinity } = accepted;
	let byteLength = 0;
	const counted = content.map(async (chunk: Buffer) => {
		progress();
		const isOverMemory =
			byteLength <= memoryLimitBytes && byteLength + chunk.length > memoryLimitBytes;
		byteLength += chunk.length;
		if (byteLength > limitBytes) throw tooLarge(title, limitBytes, from);
		if (isOverMemory && (await keepsFilesInMemory(context))) {
			throw tooLargeForMemory(title, memoryLimitBytes, from);
		}
		return chunk;
	});
	return { value: await take({ format, content: counted }) };
}

/** Whether a part is the whole file, such as `bytes 0-99/100`. */
function isWhole(response: IncomingResponse): boolean {
	const [, first, last, all] =
		/^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.header('content-range') ?? '') ?? [];
	return first === '0' && Number(last) + 1 === Number(all);
}

/** Accepts images by their content. @param formats the accepted formats. Default: all images. */
export const images = (
	limitBytes: number,
	refusal: (format: FileFormat | undefined) => Refusal,
	formats?: readonly FileFormat[],
): Accepted => ({
	judge(head) {
		const format = formatOf(head);
		const isTaken = formats ? format && formats.includes(format) : format?.kind === 'image';
		return format !== undefined && isTaken ? format : refusal(format);
	},
	limitBytes: () => limitBytes,
});
