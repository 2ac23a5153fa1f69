import { Busboy } from '@fastify/busboy';
import type { SentRequest } from './wire';

export interface Part {
	readonly name: string;
	readonly mimeType: string;
	/** Undefined for a part that is no file. */
	readonly fileName?: string;
	readonly bytes: Buffer;
}

/** The parts of a multipart body in their order, read from its bytes by a server's own parser. */
export async function partsOf({ headers, body }: SentRequest): Promise<Part[]> {
	const contentType = headers['content-type'] ?? '';
	return await new Promise((resolve, reject) => {
		const parts: Part[] = [];
		const parser = new Busboy({ headers: { 'content-type': contentType }, preservePath: true });
		parser.on('field', (name, value, _nameCut, _valueCut, _encoding, mimeType) => {
			parts.push({ name, mimeType, bytes: Buffer.from(value) });
		});
		parser.on('file', (name, stream, fileName, _encoding, mimeType) => {
			const chunks: Buffer[] = [];
			const index = parts.push({ name, mimeType, fileName, bytes: Buffer.alloc(0) }) - 1;
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				parts[index] = { name, mimeType, fileName, bytes: Buffer.concat(chunks) };
			});
		});
		parser.on('error', reject);
		parser.on('finish', () => resolve(parts));
		parser.end(body);
	});
}
