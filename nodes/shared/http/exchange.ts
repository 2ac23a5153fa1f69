import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { ByteStream } from './body/byteStream';
import type { Clock } from './clock';
import { connectionFault, timeUp } from './connectionFaults';
import { Failure } from './failure';
import { type Fault, type Outcome, retryAfterMsOf } from './judge';
import { isRecord } from './json';
import { openBody, type RequestBody } from './body/requestBody';

export interface OutgoingRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: RequestBody;
	/** Whether to send the key. Redirects are then not followed, because they would carry the key to another host. */
	readonly withKey: boolean;
	/** What the request is about, for errors: `the gateway at ...`, `the link in "Image URL" ...`. */
	readonly target: string;
}

/** When to give up a request. */
export interface Patience {
	readonly clock: Clock;
	/** Milliseconds since the epoch. May change while the answer arrives. */
	endsAtMs(): number;
	/** Absent for a request that may finish after Stop. */
	readonly signal?: AbortSignal;
}

export interface IncomingResponse {
	readonly status: number;
	header(name: string): string | undefined;
	readonly body: ByteStream;
}

const CREDENTIAL = 'pixazoApi';

/**
 * The only place that sends a request. It sends once, and doesn't judge the status. `read` gets the answer while its
 * body is open.
 *
 * @returns what `read` returns, or the fault.
 * @throws Stopped, and what opening the files of the body throws. Nothing was sent then.
 */
export async function exchange<T>(
	context: IExecuteFunctions,
	request: OutgoingRequest,
	patience: Patience,
	read: (response: IncomingResponse) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	const body = request.body && (await openBody(request.body));
	const ending = new AbortController();
	const wait = patience.clock.wait(patience.endsAtMs, patience.signal);
	const over = wait.done.then((): Outcome<T> => ({ fault: timeUp(request.target) }));
	over.catch(ignore);
	const options = requestOptions(request, body?.content, ending.signal, patience.endsAtMs());
	const work = answered(context, request, options, ending.signal, read);
	try {
		return await Promise.race([work, over]);
	} finally {
		ending.abort();
		wait.end();
		body?.close();
	}
}

/** Never rejects, so it can be left alone when its time is over. */
async function answered<T>(
	context: IExecuteFunctions,
	request: OutgoingRequest,
	options: IHttpRequestOptions,
	ended: AbortSignal,
	read: (response: IncomingResponse) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	let response: IncomingResponse | undefined;
	let broke: unknown;
	try {
		response = parseResponse(await answerOf(context, request, options, ended));
		const { body } = response;
		body.on('error', (error) => (broke ??= error));
		// An answer that arrives too late must be closed, or its connection would stay open.
		if (ended.aborted) return { fault: timeUp(request.target) };
		ended.addEventListener('abort', () => body.destroy(), { once: true });
		return await read(response);
	} catch (error) {
		if (error instanceof Failure) return { fault: { cause: 'unusable', failure: error } };
		if (response === undefined) return { fault: connectionFault(error, request.target, false) };
		const isCut = broke !== undefined || isPrematureClose(error);
		if (isCut) return { fault: connectionFault(broke ?? error, request.target, true) };
		return { fault: notTaken(error) };
	}
}

/** Node's message for a stream that ended too early. */
const isPrematureClose = (error: unknown): boolean =>
	isRecord(error) && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/**
 * `httpRequestWithAuthentication` always uses the signal of its context and ignores the request's own (n8n 1.123 and
 * 2.41).
 */
function answerOf(
	context: IExecuteFunctions,
	{ withKey }: OutgoingRequest,
	options: IHttpRequestOptions,
	abortSignal: AbortSignal,
): Promise<unknown> {
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	if (!withKey) return httpRequest(options);
	const own: IExecuteFunctions = Object.create(context, {
		getExecutionCancelSignal: { value: () => abortSignal },
	});
	return httpRequestWithAuthentication.call(own, CREDENTIAL, options);
}

const ignore = (): void => {};

function requestOptions(
	{ method, url, headers, body, withKey }: OutgoingRequest,
	content: Buffer | ByteStream | undefined,
	abortSignal: AbortSignal,
	endsAtMs: number,
): IHttpRequestOptions {
	return {
		method,
		url,
		headers: {
			...headers,
			...(body && {
				'Content-Type': body.contentType,
				'Content-Length': String(body.byteLength),
			}),
		},
		...(body && { body: content }),
		encoding: 'stream',
		returnFullResponse: true,
		// Otherwise n8n would send again after a 401, and n8n 1.x would drop the status and `Retry-After`.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: withKey,
		// Without a timeout, n8n 1.x gives up after 300 s. The clock ends the request before this one.
		timeout: Math.max(1, Math.ceil(endsAtMs - Date.now())) + 1_000,
		abortSignal,
	};
}

/** n8n's answer is untyped. It is checked here and trusted from here on. */
function parseResponse(answer: unknown): IncomingResponse {
	if (!isFullResponse(answer)) throw new Error('n8n returned no full response');
	const { statusCode, headers, body } = answer;
	return {
		status: statusCode,
		header(name) {
			const value = headers[name];
			return typeof value === 'string' ? value : undefined;
		},
		body,
	};
}

interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: ByteStream;
}

const isFullResponse = (answer: unknown): answer is FullResponse =>
	isRecord(answer) &&
	typeof answer.statusCode === 'number' &&
	isRecord(answer.headers) &&
	isRecord(answer.body) &&
	typeof answer.body.pipe === 'function';

/** n8n couldn't take what arrived, for example because the disk is full. Another attempt would end the same way. */
const notTaken = (error: unknown): Fault => ({
	cause: 'unusable',
	failure: new Failure(
		`n8n could not store the file: ${error instanceof Error ? error.message : 'no reason was given'}`,
		"Check the storage of n8n's binary data, and n8n's log.",
	),
});

/** The fault of an answer with a status other than 2xx. */
export const statusFault = (
	{ status, header }: IncomingResponse,
	failure: Failure,
	isWebPage: boolean,
): { fault: Fault } => ({
	fault: {
		cause: 'status',
		failure,
		status,
		retryAfterMs: retryAfterMsOf(header('retry-after')),
		isWebPage,
	},
});
