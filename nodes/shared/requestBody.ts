import type { ByteStream } from './byteStream';

/** Bytes that are known (a Buffer), or opened when they are needed and as often as they are needed. */
export interface FileBytes {
	readonly byteLength: number;
	open(): Promise<Buffer | ByteStream>;
}

/** What a body is put together from, in order. */
export type BodyPiece = string | FileBytes;

/** A request body that can be opened anew for every attempt, and whose exact length is known before. */
export interface RequestBody {
	readonly contentType: string;
	readonly byteLength: number;
	readonly pieces: readonly BodyPiece[];
}

/** An opened body: a Buffer if all of it is in memory anyway, a stream that never holds a whole file otherwise. */
export interface OpenBody {
	readonly content: Buffer | ByteStream;
	/** Ends what is still open, when a request fails half-way. */
	close(): void;
}

export function requestBody(contentType: string, pieces: readonly BodyPiece[]): RequestBody {
	const byteLength = pieces.reduce(
		(sum, piece) => sum + (typeof piece === 'string' ? Buffer.byteLength(piece) : piece.byteLength),
		0,
	);
	return { contentType, byteLength, pieces };
}

export const jsonBody = (value: object): RequestBody =>
	requestBody('application/json', [JSON.stringify(value)]);

/** Opens the pieces of a body. A stream can be read once, so every attempt opens its own. */
export async function openBody({ pieces }: RequestBody): Promise<OpenBody> {
	const opened = await Promise.all(
		pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece.open())),
	);
	const streams = opened.filter((part): part is ByteStream => !Buffer.isBuffer(part));
	const [carrier] = streams;
	if (carrier === undefined) {
		return { content: Buffer.concat(opened.filter((part) => Buffer.isBuffer(part))), close() {} };
	}
	// Community nodes cannot import `stream`; a stream that they were given makes the composed one for them.
	const content = carrier.compose<ByteStream>(async function* (carried: AsyncIterable<Buffer>) {
		for (const part of opened) {
			if (Buffer.isBuffer(part)) yield part;
			else yield* part === carrier ? carried : part;
		}
	});
	return {
		content,
		close: () => [content, ...streams].forEach((stream) => stream.destroy()),
	};
}

/** The same bytes in base64, encoded as they are read. */
export function base64({ byteLength, open }: FileBytes): FileBytes {
	return {
		byteLength: Math.ceil(byteLength / 3) * 4,
		async open() {
			const bytes = await open();
			if (Buffer.isBuffer(bytes)) return Buffer.from(bytes.toString('base64'));
			return bytes.compose<ByteStream>(encodeBase64);
		},
	};
}

/** Three bytes make four letters, so what is left over of a chunk goes in front of the next. */
async function* encodeBase64(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let rest = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(whole);
		yield Buffer.from(bytes.toString('base64', 0, whole));
	}
	yield Buffer.from(rest.toString('base64'));
}
