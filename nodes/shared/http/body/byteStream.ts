import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's own stream type, taken from where n8n names it: community nodes may not import `stream`. */
export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/**
 * Reads a stream to its end.
 *
 * @param mark where to ask before reading on.
 * @returns undefined if it is longer than `limitBytes`; the rest is then left unread.
 */
export async function readAll(
	stream: ByteStream,
	limitBytes: number,
	mark?: { readonly bytes: number; reached(): Promise<void> },
): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let byteLength = 0;
	let isMarked = mark === undefined;
	for await (const chunk of stream) {
		const bytes: Buffer = chunk;
		byteLength += bytes.length;
		if (byteLength > limitBytes) return undefined;
		if (!isMarked && mark !== undefined && byteLength > mark.bytes) {
			isMarked = true;
			await mark.reached();
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

/** A stream of which the beginning is known. */
export interface Peeked {
	/** The first bytes; fewer than asked for if the stream ends before. */
	readonly head: Buffer;
	/** All of it, the head included. */
	readonly content: Buffer | ByteStream;
}

/** Looks at the first bytes of a stream. */
export async function peek(stream: ByteStream, byteLength: number): Promise<Peeked> {
	let head = Buffer.alloc(0);
	while (head.length < byteLength && !stream.readableEnded && !stream.destroyed) {
		const chunk: Buffer | null = stream.read();
		if (chunk === null) await moreOf(stream);
		else head = Buffer.concat([head, chunk]);
	}
	if (stream.errored) throw stream.errored;
	// A stream that is over takes nothing back.
	if (stream.readableEnded || stream.destroyed) return { head, content: head };
	// Without this the head would be missing for whoever reads the stream.
	if (head.length > 0) stream.unshift(head);
	return { head, content: stream };
}

/** Settles when there is something to read, or nothing more to come. */
async function moreOf(stream: ByteStream): Promise<void> {
	const events = ['readable', 'end', 'close'] as const;
	let onEvent = (): void => {};
	let onError: (error: Error) => void = () => {};
	try {
		await new Promise<void>((resolve, reject) => {
			onEvent = resolve;
			onError = reject;
			events.forEach((event) => stream.on(event, onEvent));
			stream.on('error', onError);
		});
	} finally {
		events.forEach((event) => stream.off(event, onEvent));
		stream.off('error', onError);
	}
}
