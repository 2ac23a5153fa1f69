import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { ByteStream } from './byteStream';
import { connectionFault, timeUp } from './connectionFaults';
import { Failure } from './failure';
import { isRecord } from './jsonShapes';
import { openBody, type RequestBody } from './requestBody';
import { type Fault, type Outcome, retryAfterMsOf } from './retry';
import { stopped } from './waiting';

export interface OutgoingRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly body?: RequestBody;
	/** Send the credential's key. Redirects are then not followed: they would carry the key to another host. */
	readonly withKey: boolean;
	/** When to give up, in milliseconds since the epoch. */
	readonly endsAtMs: number;
	readonly signal: AbortSignal;
}

export interface IncomingResponse {
	readonly status: number;
	header(name: string): string | undefined;
	readonly body: ByteStream;
}

const CREDENTIAL = 'pixazoApi';

/**
 * The one place that sends anything: once, without judging the status. `read` gets the answer while its body is open.
 *
 * @returns what `read` made of the answer, or the fault: a broken connection, the time being up, the run being stopped.
 */
export async function exchange<T>(
	context: IExecuteFunctions,
	request: OutgoingRequest,
	read: (response: IncomingResponse) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	const expiry = AbortSignal.timeout(Math.max(0, Math.floor(request.endsAtMs - Date.now())));
	const ended = AbortSignal.any([expiry, request.signal]);
	const body = request.body && (await openBody(request.body));
	let hasBegun = false;
	const readBegun = async (response: IncomingResponse) => {
		hasBegun = true;
		return await read(response);
	};
	try {
		return await answered(context, request, body?.content, ended, readBegun);
	} catch (error) {
		if (request.signal.aborted) return { fault: { failure: stopped() } };
		if (expiry.aborted) return { fault: timeUp() };
		return {
			fault: error instanceof Failure ? { failure: error } : connectionFault(error, hasBegun),
		};
	} finally {
		body?.close();
	}
}

async function answered<T>(
	context: IExecuteFunctions,
	request: OutgoingRequest,
	content: Buffer | ByteStream | undefined,
	ended: AbortSignal,
	read: (response: IncomingResponse) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	const options = requestOptions(request, content, ended);
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	const arriving: Promise<unknown> = request.withKey
		? httpRequestWithAuthentication.call(context, CREDENTIAL, options)
		: httpRequest(options);
	// An answer that comes after its time is let go, or its connection would stay open.
	const response = arriving.then(parseResponse);
	const letGo = () => response.then(({ body: late }) => late.destroy(), ignore);
	const arrived = await endedBy(ended, response, letGo);
	return await endedBy(ended, read(arrived), () => arrived.body.destroy());
}

const ignore = (): void => {};

function requestOptions(
	{ method, url, body, withKey, endsAtMs }: OutgoingRequest,
	content: Buffer | ByteStream | undefined,
	abortSignal: AbortSignal,
): IHttpRequestOptions {
	return {
		method,
		url,
		...(body && {
			body: content,
			headers: { 'Content-Type': body.contentType, 'Content-Length': String(body.byteLength) },
		}),
		encoding: 'stream',
		returnFullResponse: true,
		// n8n's own handling would send once more after a 401, and in 1.x lose status and Retry-After.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: withKey,
		// With a credential n8n replaces the signal by the execution's own; then this is what ends the request in time.
		timeout: Math.max(1, Math.floor(endsAtMs - Date.now())),
		abortSignal,
	};
}

/** n8n hands over what axios answered, untyped: checked here, trusted after. */
function parseResponse(answer: unknown): IncomingResponse {
	if (!isFullResponse(answer)) {
		throw new Failure(
			'n8n handed over no full response',
			'Please report this, with the versions of this package and of n8n.',
		);
	}
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

/** Settles as `work` does, or throws as soon as the signal is aborted, and then runs `cleanUp`. */
async function endedBy<T>(signal: AbortSignal, work: Promise<T>, cleanUp: () => void): Promise<T> {
	let onAbort = ignore;
	const abortion = new Promise<never>((_resolve, reject) => {
		onAbort = () => reject(stopped());
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort);
	});
	try {
		return await Promise.race([work, abortion]);
	} finally {
		signal.removeEventListener('abort', onAbort);
		if (signal.aborted) cleanUp();
	}
}

/** The part of a fault that tells the retry rule what came back. */
export const statusFault = (
	{ status, header }: IncomingResponse,
	failure: Failure,
): { fault: Fault } => ({
	fault: { failure, status, retryAfterMs: retryAfterMsOf(header('retry-after')) },
});
