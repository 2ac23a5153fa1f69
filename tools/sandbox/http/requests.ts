import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Operation } from '../description';
import type { LoggedRequest } from '../ledger';
import { fieldsOfForm, parseJson } from './fields';
import { invalid } from './refusal';

/**
 * Gets the fields of a request from where the description says they are, and notes them in the log.
 *
 * @returns the fields, unchecked but for the files among them
 * @throws Refusal when the body is not of the described kind
 */
export async function readFields(
	{ url, params, headers, body }: FastifyRequest,
	operation: Operation,
	entry: LoggedRequest,
): Promise<unknown> {
	const { source } = operation;
	if (url.includes('?')) throw invalid('query', 'There are no query parameters here.');
	if (source === 'path') return params;
	const contentType = headers['content-type'] ?? '';
	if (!contentType.toLowerCase().startsWith(source)) {
		throw invalid('Content-Type', `The content type must be ${source}, not "${contentType}".`);
	}
	if (source === 'application/json') {
		const fields = parseJson('body', `${body}`);
		const shown: unknown = JSON.parse(`${body}`, (_key, value: unknown) =>
			typeof value === 'string' ? shortened(value) : value,
		);
		entry.json = z.record(z.unknown()).optional().catch(undefined).parse(shown);
		return fields;
	}
	const response = new Response(Buffer.isBuffer(body) ? body : '', {
		headers: { 'content-type': contentType },
	});
	const form = await response.formData().catch(() => {
		throw invalid('body', 'The multipart body is malformed or cut short.');
	});
	entry.parts = [...form].map(([name, value]) =>
		typeof value === 'string'
			? { name, bytes: Buffer.byteLength(value), text: shortened(value) }
			: { name, fileName: value.name, contentType: value.type, bytes: value.size },
	);
	return await fieldsOfForm(form, operation);
}

const marked = z
	.object({
		...{ prompt: z.string(), text: z.string(), image_url: z.string() },
		image_request: z.object({ prompt: z.string() }),
		image_file: z.object({ bytes: z.instanceof(Buffer) }),
		image_urls: z.array(z.string()),
	})
	.partial();

/** @returns what tells the items of a run apart by their requests: the prompt, and a hash of the image */
export function marksOf(fields: unknown): Pick<LoggedRequest, 'prompt' | 'imageHash'> {
	const { prompt, text, image_request, image_file, image_url, image_urls } = marked.parse(fields);
	const [, base64] = (image_url ?? image_urls?.[0])?.split(';base64,') ?? [];
	const bytes = image_file?.bytes ?? (base64 && Buffer.from(base64, 'base64'));
	return {
		prompt: prompt ?? text ?? image_request?.prompt,
		imageHash: bytes ? sha256(bytes) : undefined,
	};
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const MAX_SHOWN_CHARACTERS = 2000;

/** @returns the text for the log */
const shortened = (text: string): string =>
	text.length <= MAX_SHOWN_CHARACTERS
		? text
		: // A slice alone would keep the whole text in memory.
			Buffer.from(`${text.slice(0, 60)}… (${text.length} characters)`).toString();
