import { Dicer } from '@fastify/busboy';
import { invalid } from './refusal';

/** One part of a multipart body, as it came: what a part does not say of itself is undefined. */
export interface Part {
	readonly name: string | undefined;
	readonly fileName: string | undefined;
	readonly contentType: string | undefined;
	readonly bytes: Buffer;
}

type PartHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * @param contentType the request's header, with the boundary
 * @throws Refusal when there is no boundary, or the body ends before its last one
 */
export function parseMultipart(contentType: string, body: Buffer): Promise<Part[]> {
	const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
	return new Promise((resolve, reject) => {
		if (!boundary) {
			reject(invalid('body', 'The content type multipart/form-data needs a boundary.'));
			return;
		}
		const parts: Array<{ headers: PartHeaders; chunks: Buffer[] }> = [];
		const parser = new Dicer({ boundary: boundary[1] ?? boundary[2] });
		const refuse = () => reject(invalid('body', 'The multipart body is malformed or cut short.'));
		parser.on('part', (stream) => {
			const part: (typeof parts)[number] = { headers: {}, chunks: [] };
			parts.push(part);
			stream.on('header', (headers: PartHeaders) => (part.headers = headers));
			stream.on('data', (chunk: Buffer) => part.chunks.push(chunk));
			stream.on('error', refuse);
		});
		parser.on('error', refuse);
		parser.on('finish', () =>
			resolve(parts.map(({ headers, chunks }) => toPart(headers, Buffer.concat(chunks)))),
		);
		parser.end(body);
	});
}

function toPart(headers: PartHeaders, bytes: Buffer): Part {
	// Header bytes arrive as Latin-1, names in them are UTF-8.
	const disposition = Buffer.from(headers['content-disposition']?.[0] ?? '', 'latin1').toString();
	return {
		name: /;\s*name="([^"]*)"/i.exec(disposition)?.[1],
		fileName: /;\s*filename="([^"]*)"/i.exec(disposition)?.[1],
		contentType: headers['content-type']?.[0]?.toLowerCase(),
		bytes,
	};
}
