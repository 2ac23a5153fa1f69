import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Operation } from '../description';
import type { GatewayRequest } from '../ledger';
import { fieldsOfForm, parseJson } from './fields';
import { invalid, Refusal } from './refusal';

export const KEY_HEADER = 'ocp-apim-subscription-key';

/** @returns the raw body; the gateway's parser gives every body as bytes */
export const bodyOf = ({ body }: FastifyRequest): Buffer =>
	Buffer.isBuffer(body) ? body : Buffer.alloc(0);

/** @throws Refusal unless the request has the key */
export function checkKey({ headers }: FastifyRequest, apiKey: string): void {
	if (headers[KEY_HEADER] === apiKey) return;
	const what = KEY_HEADER in headers ? 'wrong' : 'missing';
	throw new Refusal(401, 'Unauthorized', `The Ocp-Apim-Subscription-Key header is ${what}.`);
}

/**
 * Gets the fields of a request from where the description says they are, and notes them in the log.
 *
 * @returns the fields, unchecked but for the files among them
 * @throws Refusal when the body is not of the described kind
 */
export async function readFields(
	request: FastifyRequest,
	{ source, parts }: Operation,
	entry: GatewayRequest,
): Promise<unknown> {
	if (request.url.includes('?')) throw invalid('query', 'There are no query parameters here.');
	if (source === 'path') return request.params;
	const contentType = request.headers['content-type'] ?? '';
	if (contentType.split(';')[0]?.trim().toLowerCase() !== source) {
		throw invalid('Content-Type', `The content type must be ${source}, not "${contentType}".`);
	}
	const body = bodyOf(request);
	if (source === 'application/json') {
		const fields = parseJson('body', body.toString());
		entry.json = shortened(fields);
		return fields;
	}
	const headers = { 'content-type': contentType };
	const form = await new Response(body, { headers }).formData().catch(() => {
		throw invalid('body', 'The multipart body is malformed or cut short.');
	});
	entry.parts = [...form].map(([name, value]) =>
		typeof value === 'string'
			? { name, bytes: Buffer.byteLength(value), text: shorten(value) }
			: { name, fileName: value.name, contentType: value.type, bytes: value.size },
	);
	return await fieldsOfForm(form, parts);
}

const file = z.object({ bytes: z.instanceof(Buffer) });
const inputs = z
	.object({
		prompt: z.string(),
		text: z.string(),
		image_request: z.object({ prompt: z.string() }),
		image_file: file,
		image_url: z.string(),
		image_urls: z.tuple([z.string()]).rest(z.string()),
	})
	.partial();

/** @returns what tells the items of a run apart by their requests: the prompt, and a hash of the image's bytes */
export function marksOf(fields: unknown): { prompt?: string; imageHash?: string } {
	const { image_request, image_file, ...known } = inputs.parse(fields);
	const link = known.image_url ?? known.image_urls?.[0];
	const [, base64] = link?.split(';base64,') ?? [];
	const bytes = image_file?.bytes ?? (base64 && Buffer.from(base64, 'base64'));
	return {
		prompt: known.prompt ?? known.text ?? image_request?.prompt,
		imageHash: bytes ? createHash('sha256').update(bytes).digest('hex') : undefined,
	};
}

const MAX_SHOWN_CHARACTERS = 2000;
const SHOWN_OF_LONGER = 60;

/** A copy of a long text's beginning: a slice alone would keep the whole text in memory. */
const shorten = (text: string): string =>
	text.length > MAX_SHOWN_CHARACTERS
		? Buffer.from(`${text.slice(0, SHOWN_OF_LONGER)}… (${text.length} characters)`).toString()
		: text;

/** @returns a copy for the log, in which long texts are cut */
export function shortened(value: unknown): unknown {
	if (typeof value === 'string') return shorten(value);
	if (Array.isArray(value)) return value.map(shortened);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shortened(child)]));
}
