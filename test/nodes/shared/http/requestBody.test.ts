import fc from 'fast-check';
import type { ReadStream } from 'fs-extra';
import { sleep } from 'n8n-workflow';
import {
	type BodyPiece,
	type FileBytes,
	jsonBody,
	jsonBodyWithFile,
	openBody,
	type RequestBody,
	requestBody,
} from '../../../../nodes/shared/http/body/requestBody';
import { bytesOfFile, streamOfFile } from '../../../support/fileStreams';

/** The bytes that a body sends. */
async function sentBy(body: RequestBody): Promise<Buffer> {
	const { content } = await openBody(body);
	if (Buffer.isBuffer(content)) return content;
	const chunks: Buffer[] = [];
	for await (const chunk of content) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

/** A piece of a body, and the bytes that it stands for. */
interface Sample {
	readonly piece: BodyPiece;
	readonly bytes: Buffer;
}

const text: fc.Arbitrary<Sample> = fc
	.string({ unit: 'binary', maxLength: 40 })
	.map((piece) => ({ piece, bytes: Buffer.from(piece) }));

const inMemory: fc.Arbitrary<Sample> = fc.uint8Array({ maxLength: 40 }).map((array) => {
	const bytes = Buffer.from(array);
	return { piece: { byteLength: bytes.length, open: async () => bytes }, bytes };
});

const streamed: fc.Arbitrary<Sample> = fc
	.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 80 }))
	.map(([byteLength, chunkBytes]) => ({
		piece: { byteLength, open: async () => streamOfFile(byteLength, chunkBytes) },
		bytes: bytesOfFile(byteLength),
	}));

const encoded: fc.Arbitrary<Sample> = fc.oneof(inMemory, streamed).map(({ piece, bytes }) => ({
	piece: typeof piece === 'string' ? piece : { ...piece, encoding: 'base64' },
	bytes: Buffer.from(bytes.toString('base64')),
}));

const samples = fc.array(fc.oneof(text, inMemory, streamed, encoded), { maxLength: 6 });

test('a body sends its pieces in order, as many bytes as it said, and again when opened again', async () => {
	await fc.assert(
		fc.asyncProperty(samples, async (pieces) => {
			const body = requestBody(
				'application/octet-stream',
				pieces.map(({ piece }) => piece),
			);
			const expected = Buffer.concat(pieces.map(({ bytes }) => bytes));
			expect(body.byteLength).toBe(expected.length);
			expect((await sentBy(body)).equals(expected)).toBe(true);
			expect((await sentBy(body)).equals(expected)).toBe(true);
		}),
		{ numRuns: 100 },
	);
});

test('JSON is measured in bytes, not in letters', async () => {
	const body = jsonBody({ prompt: 'Größe 🦄' });
	expect(body.contentType).toBe('application/json');
	expect(await sentBy(body)).toEqual(Buffer.from('{"prompt":"Größe 🦄"}'));
	expect(body.byteLength).toBe((await sentBy(body)).length);
});

test('a file in JSON is a data URI wherever it stands', async () => {
	const file = { mimeType: 'image/png', byteLength: 700, open: async () => streamOfFile(700) };
	const build = (image: string) => ({ prompt: 'file: "{}"', images: [{ url: image }], seed: 7 });
	const body = jsonBodyWithFile(build, file);
	const sent = await sentBy(body);
	expect(sent.length).toBe(body.byteLength);
	const dataUri = `data:image/png;base64,${bytesOfFile(700).toString('base64')}`;
	expect(JSON.parse(sent.toString())).toEqual(build(dataUri));
});

describe.each([undefined, 'base64'] as const)('a body with files in %s', (encoding) => {
	const opened: ReadStream[] = [];
	const open = async () => {
		const stream = streamOfFile(5000);
		opened.push(stream);
		return stream;
	};
	const file: FileBytes = { byteLength: 5000, open, encoding };
	const gone = async () => await Promise.reject(new Error('The file is gone'));
	const whole = ['head', file, file, 'tail'];

	test.each<[string, BodyPiece[], readBytes: number]>([
		['before any of it was read', whole, 0],
		['half-way through the first', whole, 1000],
		['half-way through the second', whole, 9000],
		['after its end', whole, Infinity],
		['when one cannot be opened', [file, { byteLength: 1, open: gone }], Infinity],
	])('ends what it opened when it is closed %s', async (_when, pieces, readBytes) => {
		opened.length = 0;
		const { content, close } = await openBody(requestBody('text/plain', pieces));
		if (Buffer.isBuffer(content)) throw new TypeError('a stream was expected');
		let left = readBytes;
		await new Promise<void>((resolve) => {
			if (left === 0) resolve();
			else content.on('data', (chunk: Buffer) => (left -= chunk.length) <= 0 && resolve());
			content.on('error', () => resolve()).on('end', () => resolve());
		});
		close();
		// What nobody listens for ends the process, a moment after it happened.
		await sleep(50);
		expect(content.destroyed).toBe(true);
		expect(opened.length).toBeGreaterThan(0);
		expect(opened.map(({ destroyed }) => destroyed)).toEqual(opened.map(() => true));
	});
});

test('a file that breaks off breaks the body off', async () => {
	const stream = streamOfFile(5000);
	const file: FileBytes = { byteLength: 5000, open: async () => stream };
	const { content } = await openBody(requestBody('text/plain', ['head', file]));
	const reading = (async () => {
		for await (const chunk of content) {
			if (chunk.length > 0) stream.destroy(new Error('The disk is gone'));
		}
	})();
	await expect(reading).rejects.toThrow('The disk is gone');
});
