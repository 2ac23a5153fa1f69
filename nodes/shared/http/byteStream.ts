import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's own stream type, taken from where n8n names it: community nodes may not import `stream`. */
export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/**
 * Reads a stream to its end.
 *
 * @returns undefined if it is longer than `limitBytes`; the rest is then left unread.
 */
export async function readAll(stream: ByteStream, limitBytes: number): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let byteLength = 0;
	for await (const chunk of stream) {
		const bytes: Buffer = chunk;
		byteLength += bytes.length;
		if (byteLength > limitBytes) return undefined;
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

/** The first bytes of a stream, which stay in it. Fewer than asked for if it ends before. */
export async function firstBytes(stream: ByteStream, byteLength: number): Promise<Buffer> {
	let head = Buffer.alloc(0);
	while (head.length < byteLength && !stream.readableEnded && !stream.destroyed) {
		const chunk: Buffer | null = stream.read();
		if (chunk === null) await moreOf(stream);
		else head = Buffer.concat([head, chunk]);
	}
	// Without this the stream would be over before anybody reads it.
	if (head.length > 0) stream.unshift(head);
	return head;
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
