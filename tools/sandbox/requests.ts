import type { FastifyRequest } from 'fastify';
import type { Operation } from './description';
import type { GatewayRequest, LoggedPart } from './ledger';
import { parseMultipart, type Part } from './multipart';
import { invalid, Refusal } from './refusal';
import { fieldsOf, parseJson } from './uploads';

export const KEY_HEADER = 'ocp-apim-subscription-key';

/** @returns the raw body; the gateway's parser gives every body as bytes */
export const bodyOf = ({ body }: FastifyRequest): Buffer =>
	Buffer.isBuffer(body) ? body : Buffer.alloc(0);

/** The entry of a request in the log, before anything is known of its body. */
export const logEntry = (
	request: FastifyRequest,
	operation: Operation | undefined,
): GatewayRequest => ({
	at: Date.now(),
	method: request.method,
	path: request.url,
	operationId: operation?.operationId,
	keyHeader: KEY_HEADER in request.headers,
	headers: shownHeaders(request),
	bytes: bodyOf(request).length,
	status: null,
});

/** @throws Refusal unless the request has the key */
export function checkKey({ headers }: FastifyRequest, apiKey: string): void {
	if (headers[KEY_HEADER] === apiKey) return;
	throw new Refusal(
		401,
		'Unauthorized',
		`The Ocp-Apim-Subscription-Key header is ${KEY_HEADER in headers ? 'wrong' : 'missing'}.`,
	);
}

/**
 * Gets the fields of a request from where the description says they are, and notes them in the log.
 *
 * @returns the fields, unchecked but for the rules of multipart parts
 * @throws Refusal when the body is not of the described kind
 */
export async function readFields(
	request: FastifyRequest,
	{ source, parts: rules }: Operation,
	entry: GatewayRequest,
): Promise<unknown> {
	if (request.url.includes('?')) throw invalid('query', 'There are no query parameters here.');
	if (source === 'path') return request.params;
	const contentType = request.headers['content-type'] ?? '';
	if (contentType.split(';')[0]?.trim().toLowerCase() !== source) {
		throw invalid('Content-Type', `The content type must be ${source}, not "${contentType}".`);
	}
	if (source === 'application/json') {
		const fields = parseJson('body', bodyOf(request));
		entry.json = shortened(fields);
		return fields;
	}
	const parts = await parseMultipart(contentType, bodyOf(request));
	entry.parts = parts.map(summaryOf);
	return fieldsOf(parts, rules);
}

const shownHeaders = ({ headers }: FastifyRequest): Record<string, string> =>
	Object.fromEntries(
		['content-type', 'content-length', 'accept', 'cache-control', 'user-agent'].flatMap((name) => {
			const value = headers[name];
			return typeof value === 'string' ? [[name, value]] : [];
		}),
	);

const summaryOf = ({ name, fileName, contentType, bytes }: Part): LoggedPart => ({
	name,
	fileName,
	contentType,
	bytes: bytes.length,
	...(fileName === undefined && { text: shorten(bytes.toString()) }),
});

const MAX_SHOWN_CHARACTERS = 2000;
const SHOWN_OF_LONGER = 60;

/** A copy of a long text's beginning: a slice alone would keep the whole text in memory. */
const shorten = (text: string): string =>
	text.length > MAX_SHOWN_CHARACTERS
		? Buffer.from(`${text.slice(0, SHOWN_OF_LONGER)}… (${text.length} characters)`).toString()
		: text;

function shortened(value: unknown): unknown {
	if (typeof value === 'string') return shorten(value);
	if (Array.isArray(value)) return value.map(shortened);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shortened(child)]));
}
