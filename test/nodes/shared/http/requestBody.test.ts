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

test('a body of what is in memory is a buffer, one with a stream is a stream', async () => {
	const known: FileBytes = { byteLength: 2, open: async () => Buffer.from('ab') };
	const stored: FileBytes = { byteLength: 3, open: async () => streamOfFile(3) };
	const inMemory = await openBody(requestBody('text/plain', ['x', known]));
	expect(inMemory.content).toEqual(Buffer.from('xab'));
	inMemory.close();
	const opened = await openBody(requestBody('text/plain', ['x', known, stored]));
	expect(Buffer.isBuffer(opened.content)).toBe(false);
	opened.close();
});

test('JSON is measured in bytes, not in letters', async () => {
	const body = jsonBody({ prompt: 'Größe 🦄' });
	expect(body.contentType).toBe('application/json');
	expect(await sentBy(body)).toEqual(Buffer.from('{"prompt":"Größe 🦄"}'));
	expect(body.byteLength).toBe((await sentBy(body)).length);
});

test('a file in JSON is a data URI wherever it stands, and no text of the user can be taken for it', async () => {
	const file = { mimeType: 'image/png', byteLength: 700, open: async () => streamOfFile(700) };
	const build = (image: string) => ({ prompt: 'file: "{}"', images: [{ url: image }], seed: 7 });
	const body = jsonBodyWithFile(build, file);
	const sent = await sentBy(body);
	expect(sent.length).toBe(body.byteLength);
	const dataUri = `data:image/png;base64,${bytesOfFile(700).toString('base64')}`;
	expect(JSON.parse(sent.toString())).toEqual(build(dataUri));
});

describe('closing a body', () => {
	const BYTES = 5000;
	const opened: ReadStream[] = [];
	const file: FileBytes = {
		byteLength: BYTES,
		open: async () => {
			const stream = streamOfFile(BYTES);
			opened.push(stream);
			return stream;
		},
	};
	const missing: FileBytes = {
		byteLength: 1,
		open: async () => await Promise.reject(new Error('The file is gone')),
	};

	beforeEach(() => opened.splice(0));

	/** What nobody listens for ends the process, a moment after it happened. */
	const aftermath = async () => await sleep(50);
	const areEnded = () => opened.map(({ destroyed }) => destroyed);

	/** Reads the first so many bytes of a body, or all that come before it fails, and closes it. */
	async function readAndClose(body: RequestBody, byteLength: number): Promise<void> {
		const { content, close } = await openBody(body);
		if (Buffer.isBuffer(content)) throw new TypeError('a stream was expected');
		await new Promise<void>((resolve) => {
			let leftBytes = byteLength;
			content.on('error', () => resolve());
			content.on('data', (chunk: Buffer) => {
				leftBytes -= chunk.length;
				if (leftBytes <= 0) resolve();
			});
		});
		close();
		await aftermath();
		expect(content.destroyed).toBe(true);
	}

	describe.each<[string, (file: FileBytes) => FileBytes]>([
		['files', (plain) => plain],
		['files in base64', (plain) => ({ ...plain, encoding: 'base64' })],
	])('with %s', (_what, wrap) => {
		const body = requestBody('text/plain', ['head', wrap(file), wrap(file), 'tail']);

		test('before any of it was read ends what was opened, and nothing is left unheard', async () => {
			const { close } = await openBody(body);
			close();
			await aftermath();
			expect(areEnded()).toEqual(opened.map(() => true));
		});

		test.each([
			['the first', 1000],
			['the second', 9000],
		])('half-way through %s ends what was opened', async (_which, byteLength) => {
			await readAndClose(body, byteLength);
			expect(opened.length).toBeGreaterThan(0);
			expect(areEnded()).toEqual(opened.map(() => true));
		});

		test('that was read to its end does no harm', async () => {
			await readAndClose(body, body.byteLength);
			expect(areEnded()).toEqual([true, true]);
		});

		test('one of whose files cannot be opened ends what was opened', async () => {
			const broken = requestBody('text/plain', [wrap(file), missing]);
			await expect(sentBy(broken)).rejects.toThrow('The file is gone');
			await readAndClose(broken, broken.byteLength);
			expect(areEnded()).toEqual(opened.map(() => true));
		});
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
