import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Said, SentRequest } from '../checker/evidence';
import type { Clock } from './clock';
import { openBody } from './runtime.cjs';

type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** What a host sees of a request. */
export interface Arrival {
	readonly method: string;
	readonly url: URL;
	readonly content: string;
	readonly hasKey: boolean;
}

/** What a host does with a request. `ledger` is what the ledger knows of it at once. */
export interface Reaction {
	readonly ledger: Pick<SentRequest, 'kind' | 'item' | 'isTaken'>;
	readonly afterMs: number;
	readonly does: HostAnswer | Error | 'hang';
}

export interface HostAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly bytes: Buffer;
	readonly says: Said;
	/** Sends the body in ten pieces so far apart. */
	readonly dripMs?: number;
	/** Breaks the connection half-way. */
	readonly isCut?: boolean;
}

export type Host = (arrival: Arrival) => Reaction;

const MOST_REDIRECTS = 3;

/** n8n's `httpRequest` with nothing behind it but the hosts: the same answers, the same errors, the same ways to end a request. */
export class Network {
	readonly requests: SentRequest[] = [];

	constructor(
		private readonly clock: Clock,
		private readonly host: Host,
		private readonly apiKey: string,
	) {}

	async send(options: IHttpRequestOptions, redirects = 0): Promise<unknown> {
		// As axios does: what is aborted before is never sent.
		if (options.abortSignal?.aborted) throw canceled();
		const answer = await this.exchange(options, await readContent(options.body));
		const { statusCode, headers } = answer;
		const location = headers.location;
		if (typeof location === 'string' && !options.disableFollowRedirect) {
			answer.body.destroy();
			if (redirects >= MOST_REDIRECTS)
				throw coded('Maximum number of redirects exceeded', 'ERR_FR_TOO_MANY_REDIRECTS');
			return await this.send({ ...options, url: location }, redirects + 1);
		}
		if (statusCode > 299 && options.ignoreHttpStatusErrors !== true) {
			throw Object.assign(
				coded(`Request failed with status code ${statusCode}`, 'ERR_BAD_REQUEST'),
				{
					response: { status: statusCode },
				},
			);
		}
		return options.returnFullResponse ? answer : answer.body;
	}

	private async exchange(
		options: IHttpRequestOptions,
		{ content, failure }: Content,
	): Promise<FullResponse> {
		const { clock } = this;
		const url = new URL(options.url);
		const hasKey = [options.url, content, JSON.stringify(options.headers)].some((text) =>
			text?.includes(this.apiKey),
		);
		const { ledger, afterMs, does } = this.host({
			method: options.method ?? 'GET',
			url,
			content,
			hasKey,
		});
		const request: SentRequest = {
			...ledger,
			url: url.href,
			origin: url.origin,
			hasKey,
			atMs: clock.now,
			isGivenUp: false,
		};
		this.requests.push(request);
		if (failure) {
			Object.assign(request, {
				isTaken: false,
				failure: { isUnsent: true },
				closedAtMs: clock.now,
			});
			throw failure;
		}
		const body: ByteStream = openBody();
		return await new Promise((resolve, reject) => {
			const timers: ReturnType<typeof clock.setTimeout>[] = [];
			const later = (ms: number, work: () => void) => timers.push(clock.setTimeout(work, ms));
			const close = () => {
				request.closedAtMs ??= clock.now;
				timers.forEach((timer) => clock.clearTimeout(timer));
				options.abortSignal?.removeEventListener?.('abort', abort);
			};
			const fail = (error: Error) => {
				if (request.answer) body.destroy(error);
				else {
					request.failure = { code: codeOf(error) };
					close();
					reject(error);
				}
			};
			const giveUp = (error: Error) => {
				request.isGivenUp ||= !body.closed;
				fail(error);
			};
			const abort = () => giveUp(canceled());
			options.abortSignal?.addEventListener?.('abort', abort);
			if (options.timeout) {
				// It bounds the time until an answer begins, as axios' own does for streams.
				const text = `timeout of ${options.timeout}ms exceeded`;
				later(options.timeout, () => request.answer ?? giveUp(coded(text, 'ECONNABORTED')));
			}
			body.once('close', () => {
				request.isGivenUp ||= !request.answer?.isWhole && body.errored === null;
				close();
			});
			if (does === 'hang') return;
			later(afterMs, () => {
				if (does instanceof Error) return fail(does);
				const answer = {
					status: does.status,
					retryAfterMs: retryAfterMsOf(does.headers),
					isWhole: false,
					says: does.says,
				};
				request.answer = answer;
				body.once('end', () => {
					answer.isWhole = true;
				});
				this.transmit(does, body, later);
				resolve({ statusCode: does.status, headers: { ...does.headers }, body });
			});
		});
	}

	private transmit(
		{ bytes, dripMs, isCut }: HostAnswer,
		body: ByteStream,
		later: (ms: number, work: () => void) => void,
	): void {
		const end = () => (isCut ? body.destroy(coded('aborted', 'ECONNRESET')) : body.push(null));
		const sent = isCut ? bytes.subarray(0, bytes.length / 2) : bytes;
		if (dripMs === undefined) {
			if (sent.length > 0) body.push(sent);
			// What arrives before a connection breaks can still be read.
			if (isCut) later(1, end);
			else end();
			return;
		}
		for (let piece = 0; piece < 10; piece += 1) {
			const size = Math.ceil(sent.length / 10);
			later(piece * dripMs, () => body.push(sent.subarray(piece * size, (piece + 1) * size)));
		}
		later(10 * dripMs, end);
	}
}

interface FullResponse {
	statusCode: number;
	headers: IDataObject;
	body: ByteStream;
}

export const coded = (message: string, code: string): Error =>
	Object.assign(new Error(message), { code });

const codeOf = (error: Error): string | undefined =>
	'code' in error && typeof error.code === 'string' ? error.code : undefined;

const canceled = () => coded('canceled', 'ERR_CANCELED');

function retryAfterMsOf(headers: HostAnswer['headers']): number | undefined {
	const seconds = headers['retry-after'];
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}

const isStream = (body: object): body is ByteStream => Symbol.asyncIterator in body;

interface Content {
	readonly content: string;
	/** What broke the upload, after `content`. */
	readonly failure?: Error;
}

async function readContent(body: IHttpRequestOptions['body']): Promise<Content> {
	if (Buffer.isBuffer(body)) return { content: body.toString('latin1') };
	if (typeof body !== 'object' || body === null || !isStream(body)) {
		return { content: typeof body === 'string' ? body : JSON.stringify(body ?? '') };
	}
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of body) chunks.push(chunk);
		return { content: Buffer.concat(chunks).toString('latin1') };
	} catch (error) {
		const failure = error instanceof Error ? error : new Error(String(error));
		return { content: Buffer.concat(chunks).toString('latin1'), failure };
	}
}
