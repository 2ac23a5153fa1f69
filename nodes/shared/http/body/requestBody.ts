import type { ByteStream } from './byteStream';

/** The bytes of a file: a Buffer, or a stream that can be opened again for each attempt. */
export interface FileBytes {
	readonly byteLength: number;
	open(): Promise<Buffer | ByteStream>;
	/** How to write the bytes into the body. Default: as they are. */
	readonly encoding?: 'base64';
}

/** The parts of a body, in order. */
export type BodyPiece = string | FileBytes;

/** A request body that can be opened again for each attempt. Its exact length is known before. */
export interface RequestBody {
	readonly contentType: string;
	readonly byteLength: number;
	readonly pieces: readonly BodyPiece[];
}

/** An opened body. It is a Buffer if everything is in memory anyway, else a stream that never holds a whole file. */
export interface OpenBody {
	readonly content: Buffer | ByteStream;
	/** Closes what is still open when a request breaks off. */
	close(): void;
}

export function requestBody(contentType: string, pieces: readonly BodyPiece[]): RequestBody {
	const byteLength = pieces.reduce((sum, piece) => sum + sentBytesOf(piece), 0);
	return { contentType, byteLength, pieces };
}

function sentBytesOf(piece: BodyPiece): number {
	if (typeof piece === 'string') return Buffer.byteLength(piece);
	return piece.encoding === 'base64' ? Math.ceil(piece.byteLength / 3) * 4 : piece.byteLength;
}

export const jsonBody = (value: object): RequestBody =>
	requestBody('application/json', [JSON.stringify(value)]);

/**
 * JSON in which one text is a file as a data URI. The data URI is written while the body is sent, because a whole one
 * would need a third more memory than the file and could exceed the longest possible string.
 *
 * @param build makes the JSON around a placeholder for the file.
 */
export function jsonBodyWithFile(
	build: (file: string) => object,
	file: FileBytes & { readonly mimeType: string },
): RequestBody {
	const mark = `file:${crypto.randomUUID()}`;
	const [before = '', after = ''] = JSON.stringify(build(mark)).split(mark);
	const head = `${before}data:${file.mimeType};base64,`;
	return requestBody('application/json', [head, { ...file, encoding: 'base64' }, after]);
}

/**
 * Opens a body. A stream can be read only once, so each attempt opens its own.
 *
 * @throws what opening a file throws.
 */
export async function openBody({ pieces }: RequestBody): Promise<OpenBody> {
	const known: Buffer[] = [];
	for (const [position, piece] of pieces.entries()) {
		const bytes = await opened(piece);
		if (!Buffer.isBuffer(bytes)) return streamed(known, piece, bytes, pieces.slice(position + 1));
		known.push(...encoded(piece, bytes));
	}
	return { content: Buffer.concat(known), close() {} };
}

const opened = async (piece: BodyPiece): Promise<Buffer | ByteStream> =>
	typeof piece === 'string' ? Buffer.from(piece) : await piece.open();

/**
 * Builds one stream from all pieces. Community nodes can't import `stream`, so the first file that is a stream
 * carries the others: `flatMap` adds what comes before to its first chunk, and the rest after its last. (`compose`
 * would do too, but if its stream is closed before it is read, it throws an error that can't be caught.)
 */
function streamed(
	known: readonly Buffer[],
	piece: BodyPiece,
	carrier: ByteStream,
	rest: readonly BodyPiece[],
): OpenBody {
	const encoder = encoderOf(piece);
	let leftBytes = typeof piece === 'string' ? 0 : piece.byteLength;
	let begun = false;
	const content = carrier.flatMap(async function* (chunk: Buffer) {
		if (!begun) yield* known;
		begun = true;
		yield encoder.push(chunk);
		leftBytes -= chunk.length;
		if (leftBytes > 0) return;
		yield encoder.end();
		yield* bytesOf(rest);
	});
	return {
		content,
		close() {
			content.destroy();
			carrier.destroy();
		},
	};
}

/** Opens each file only when it is needed. */
async function* bytesOf(pieces: readonly BodyPiece[]): AsyncGenerator<Buffer> {
	for (const piece of pieces) {
		const bytes = await opened(piece);
		if (Buffer.isBuffer(bytes)) {
			yield* encoded(piece, bytes);
			continue;
		}
		const encoder = encoderOf(piece);
		for await (const chunk of bytes) yield encoder.push(chunk);
		yield encoder.end();
	}
}

interface Encoder {
	push(chunk: Buffer): Buffer;
	end(): Buffer;
}

const NOTHING: Buffer = Buffer.alloc(0);

function encoded(piece: BodyPiece, bytes: Buffer): Buffer[] {
	const encoder = encoderOf(piece);
	return [encoder.push(bytes), encoder.end()];
}

function encoderOf(piece: BodyPiece): Encoder {
	const isPlain = typeof piece === 'string' || piece.encoding === undefined;
	return isPlain ? { push: (chunk) => chunk, end: () => NOTHING } : base64Encoder();
}

/** Base64 turns three bytes into four letters. Bytes left over from a chunk go before the next one. */
function base64Encoder(): Encoder {
	let rest: Buffer = NOTHING;
	return {
		push(chunk) {
			const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			const whole = bytes.length - (bytes.length % 3);
			rest = bytes.subarray(whole);
			return Buffer.from(bytes.toString('base64', 0, whole));
		},
		end: () => Buffer.from(rest.toString('base64')),
	};
}
