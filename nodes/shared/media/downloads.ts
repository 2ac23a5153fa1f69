import { type ByteStream, firstBytes } from '../http/byteStream';
import { Failure } from '../http/failure';
import { type ImageFormat, imageFormatOf, SIGNATURE_BYTES } from './imageFormats';
import type { Item } from '../item';
import { type ImageLink, shownLink } from './links';
import { exchange, type IncomingResponse, statusFault } from '../http/request';
import { type Outcome, withRetries } from '../http/retry';

/** One attempt; a download that stands still is given up and tried again. */
const ATTEMPT_LIMIT_MS = 120_000;

export interface Download {
	readonly link: ImageLink;
	readonly limitBytes: number;
	/** What the image is to the user, such as "The result" or "The image at Image URL"; begins the messages. */
	readonly title: string;
}

/** An image that is arriving: what it is by its first bytes, and all of its bytes. */
export interface ArrivingImage {
	readonly format: ImageFormat;
	readonly content: Buffer | ByteStream;
}

/**
 * Fetches an image without the key, and hands it to `take` while it arrives. Only images, by their content; at most
 * `limitBytes`. `take` may be called again, when a connection broke half-way.
 *
 * @throws Failure that names the link.
 */
export async function downloadImage<T>(
	item: Item,
	{ link, limitBytes, title }: Download,
	take: (image: ArrivingImage) => Promise<T>,
): Promise<T> {
	if (link.kind === 'data') return await take(decoded(link.base64, limitBytes, title));
	const { run, terms } = item;
	const url = link.url.href;
	const attempt = async () => {
		const endsAtMs = Math.min(Date.now() + ATTEMPT_LIMIT_MS, terms.limit.endsAtMs);
		const request = { method: 'GET', url, withKey: false, endsAtMs, signal: run.signal } as const;
		return await exchange(run.context, request, (response) =>
			takeImage(response, { link, limitBytes, title }, take),
		);
	};
	return await withRetries(attempt, 'free', terms);
}

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

const tooLarge = (title: string, limitBytes: number, from: string): Failure =>
	new Failure(
		`${title} is larger than ${megabytes(limitBytes)}`,
		`It was not read any further. It came from ${from}.`,
	);

const notAnImage = (title: string, from: string): Failure =>
	new Failure(
		`${title} is not an image`,
		`What arrived does not begin as any known picture format does; it may be a web page or an error text. It came from ${from}.`,
	);

function decoded(base64: string, limitBytes: number, title: string): ArrivingImage {
	const from = 'a data URI';
	if (base64.length > Math.ceil(limitBytes / 3) * 4) throw tooLarge(title, limitBytes, from);
	const content = Buffer.from(base64, 'base64');
	const format = imageFormatOf(content);
	if (format === undefined) throw notAnImage(title, from);
	return { format, content };
}

async function takeImage<T>(
	response: IncomingResponse,
	{ link, limitBytes, title }: Download,
	take: (image: ArrivingImage) => Promise<T>,
): Promise<Outcome<T>> {
	const from = link.kind === 'web' ? shownLink(link.url.href) : 'a data URI';
	const { status, body } = response;
	if (status < 200 || status > 299) {
		body.destroy();
		const failure = new Failure(
			`${title} could not be fetched (HTTP ${status})`,
			`Links to results expire within a day; other links may need a login. It was asked for at ${from}.`,
			String(status),
		);
		return statusFault(response, failure);
	}
	const format = imageFormatOf(await firstBytes(body, SIGNATURE_BYTES));
	if (format === undefined) {
		body.destroy();
		return { fault: { failure: notAnImage(title, from) } };
	}
	let byteLength = 0;
	const content = body.map((chunk: Buffer) => {
		byteLength += chunk.length;
		if (byteLength > limitBytes) throw tooLarge(title, limitBytes, from);
		return chunk;
	});
	return { value: await take({ format, content }) };
}
