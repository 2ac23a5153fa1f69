import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's own stream type. Community nodes may not import `stream`. */
export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/**
 * Reads a stream to its end.
 *
 * @param mark a number of bytes after which `reached` is awaited before more is read.
 * @returns undefined if the stream is longer than `limitBytes`. The rest is then not read.
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

/** A stream whose first bytes are known. */
export interface Peeked {
	/** The first bytes. Fewer than requested if the stream ends before. */
	readonly head: Buffer;
	/** The whole content, including the head. */
	readonly content: Buffer | ByteStream;
}

/** Reads the first bytes of a stream without removing them from it. */
export async function peek(stream: ByteStream, byteLength: number): Promise<Peeked> {
	let head = Buffer.alloc(0);
	while (head.length < byteLength && !stream.readableEnded && !stream.destroyed) {
		const chunk: Buffer | null = stream.read();
		if (chunk === null) await moreOf(stream);
		else head = Buffer.concat([head, chunk]);
	}
	if (stream.errored) throw stream.errored;
	// After its end, a stream doesn't accept bytes back.
	if (stream.readableEnded || stream.destroyed) return { head, content: head };
	// Whoever reads the stream later must get the head too.
	if (head.length > 0) stream.unshift(head);
	return { head, content: stream };
}

/** Resolves when there is something to read, or when the stream has ended. */
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
