import { readAll } from './body/byteStream';
import { type IncomingResponse, statusFault } from './exchange';
import { shown } from './failure';
import type { Fault, Outcome } from './judge';
import { isRecord, parseJson } from './json';
import type { PaidRequest } from './ledger';
import type { RequestBody } from './body/requestBody';
import { type Pace, send, type Sender } from './send';
import { type Asked, isWebPage, notJson, statusFailure } from './statusFailures';

/** An answer may carry an image as a data URI: 50 MB in base64, and room for the rest. */
const LONGEST_ANSWER_BYTES = 70 * 1024 * 1024;
/** A status check holds no slot. An answer longer than this carries a file, which is read in one. */
const LONGEST_PLAIN_ANSWER_BYTES = 256 * 1024;

const DEFAULT_HOST = 'gateway.pixazo.ai';

/** A paid endpoint. */
export interface Endpoint {
	/** Below the Base URL, or a whole URL on its origin. */
	readonly path: string;
	/** The model, as people know it; for errors. */
	readonly title: string;
}

/** What a paid request consists of. */
export interface Submission {
	readonly endpoint: Endpoint;
	readonly headers?: Readonly<Record<string, string>>;
	prepare(): Promise<RequestBody>;
}

/** Makes something of the JSON of an answer. @param paid the entry to accept, of a paid request. */
export type Take<T> = (json: unknown, paid: PaidRequest | undefined) => Promise<Outcome<T>>;

/** How a job's status is checked. */
export interface Check {
	readonly url: string;
	readonly pace: Pace;
	/** Nothing is known yet of this request: its checks count against the retries. */
	readonly countsRetries: boolean;
	passes(fault: Fault): boolean;
}

/** The API at the address and with the key of the credential. */
export class Gateway {
	/** @param base an absolute URL that ends with a slash; a company gateway's may have a path of its own. */
	constructor(
		private readonly base: URL,
		private readonly apiKey: string,
	) {}

	/** @param path below the Base URL, or a whole URL. */
	url(path: string): string {
		return new URL(path.replace(/^\/+/, ''), this.base).href;
	}

	/** The key goes to the credential's own origin (scheme, host and port) and nowhere else. */
	isOwn(url: string): boolean {
		return new URL(url).origin === this.base.origin;
	}

	/** Sends a paid request. It is sent again only where the gateway cannot have taken it. */
	async submit<T>(sender: Sender, submission: Submission, take: Take<T>): Promise<T> {
		const { endpoint, headers, prepare } = submission;
		const url = this.url(endpoint.path);
		const asked = this.asked('paid', url, endpoint.title);
		return await send(sender, {
			kind: 'paid',
			lane: this.lane(url, 'paid'),
			prepare: async () => {
				const body = await prepare();
				// As the page has it with its JSON requests ("Request Code").
				const isJson = body.contentType === 'application/json';
				const caching: Record<string, string> = isJson ? { 'Cache-Control': 'no-cache' } : {};
				const request = { method: 'POST', url, body, withKey: true } as const;
				return { ...request, headers: { ...caching, ...headers }, target: this.target(url) };
			},
			read: async (response, _progress, paid) => await this.read(response, asked, take, paid),
		});
	}

	/** Checks the state of a job, at the URL that the API gave for it. It costs nothing. */
	async check<T>(sender: Sender, check: Check, take: Take<T>): Promise<T> {
		const { url, pace, countsRetries } = check;
		const asked = this.asked('check', url);
		const { limits, slot, traffic } = sender;
		const enterSlot = async () => {
			await slot.enter(true, () => limits.time.endsAtMs, traffic.signal);
		};
		const request = { method: 'GET', url, withKey: asked.withKey } as const;
		return await send(sender, {
			kind: 'check',
			lane: this.lane(url, 'free'),
			prepare: async () => ({ ...request, target: this.target(url) }),
			read: async (response) => await this.read(response, asked, take, undefined, enterSlot),
			pace,
			countsRetries,
			passes: (fault) => check.passes(fault),
		});
	}

	/** The last guard of the key, for what is shown to people: by then no text should contain the key. */
	readonly withoutKey = (text: string): string => text.replaceAll(this.apiKey, '[API key]');

	private asked(kind: 'paid' | 'check', url: string, model?: string): Asked {
		const isDefaultGateway = this.base.hostname === DEFAULT_HOST;
		return { kind, withKey: this.isOwn(url), model, isDefaultGateway };
	}

	private lane(url: string, cost: 'paid' | 'free'): string {
		return `${new URL(url).origin} ${cost} ${hashOf(this.apiKey)}`;
	}

	private target(url: string): string {
		return this.isOwn(url)
			? `the gateway at ${this.base.origin} (Base URL in the credential)`
			: `the polling URL ${shown(url)}`;
	}

	private async read<T>(
		response: IncomingResponse,
		asked: Asked,
		take: Take<T>,
		paid: PaidRequest | undefined,
		onLong?: () => Promise<void>,
	): Promise<Outcome<T>> {
		const { body, status } = response;
		const mark = onLong && { bytes: LONGEST_PLAIN_ANSWER_BYTES, reached: onLong };
		const bytes = await readAll(body, LONGEST_ANSWER_BYTES, mark);
		const text = bytes?.toString();
		const json = parseJson(text ?? '', this.withoutKey);
		if (status < 200 || status > 299) {
			const failure = statusFailure(status, json, asked);
			return statusFault(response, failure, json === undefined && isWebPage(text ?? ''));
		}
		if (!isRecord(json)) return { fault: { cause: 'unreadable', failure: notJson(text) } };
		return await take(json, paid);
	}
}

/** Tells keys apart without keeping them (FNV-1a, 32 bits). */
function hashOf(text: string): string {
	let hash = 0x811c9dc5;
	for (const character of text) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return hash.toString(36);
}
