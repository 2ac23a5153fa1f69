import { readAll } from './body/byteStream';
import { type IncomingResponse, statusFault } from './exchange';
import { shown } from './failure';
import type { Fault, Outcome } from './judge';
import { isRecord, parseJson } from './json';
import type { PaidRequest } from './ledger';
import type { RequestBody } from './body/requestBody';
import type { Pace } from './pace/polling';
import { send, type Sender } from './send';
import { type Asked, isWebPage, notJson, statusFailure } from './statusFailures';

/** An answer can have an image as a data URI: 50 MB in base64, and some room for the rest. */
const LONGEST_ANSWER_BYTES = 70 * 1024 * 1024;
/** Status checks hold no slot. A longer answer has a file in it, and is read in a slot. */
const LONGEST_PLAIN_ANSWER_BYTES = 256 * 1024;

const DEFAULT_HOST = 'gateway.pixazo.ai';

export interface Endpoint {
	/** A path below the Base URL, or a whole URL on its origin. */
	readonly path: string;
	/** The model's name for users, in errors. */
	readonly title: string;
}

/** A paid request. */
export interface Submission {
	readonly endpoint: Endpoint;
	readonly headers?: Readonly<Record<string, string>>;
	prepare(): Promise<RequestBody>;
}

/** Reads the JSON of an answer. @param paid the ledger's entry of a paid request, to be accepted. */
export type Take<T> = (json: unknown, paid: PaidRequest | undefined) => Promise<Outcome<T>>;

/** A status check of a job. */
export interface Check {
	readonly url: string;
	readonly pace: Pace;
	/** Whether these checks count against the retries, because the gateway hasn't answered about this request yet. */
	readonly countsRetries: boolean;
	passes(fault: Fault): boolean;
}

/** Pixazo's API, at the address and with the key of the credential. */
export class Gateway {
	/** @param base an absolute URL that ends with a slash. A company gateway may have a path. */
	constructor(
		private readonly base: URL,
		private readonly apiKey: string,
	) {}

	/** @param path a path below the Base URL, or a whole URL. */
	url(path: string): string {
		return new URL(path.replace(/^\/+/, ''), this.base).href;
	}

	/** Whether the key may be sent there: only to the credential's own origin (scheme, host, and port). */
	isOwn(url: string): boolean {
		return new URL(url).origin === this.base.origin;
	}

	/** Sends a paid request. It is sent again only if the gateway can't have taken it. */
	async submit<T>(sender: Sender, submission: Submission, take: Take<T>): Promise<T> {
		const { endpoint, headers, prepare } = submission;
		const url = this.url(endpoint.path);
		const asked = this.asked('paid', url, endpoint.title);
		return await send(sender, {
			kind: 'paid',
			lane: this.lane(url, 'paid'),
			prepare: async () => {
				const body = await prepare();
				// Pixazo's page sends this header with its JSON requests ("Request Code").
				const isJson = body.contentType === 'application/json';
				const caching: Record<string, string> = isJson ? { 'Cache-Control': 'no-cache' } : {};
				const request = { method: 'POST', url, body, withKey: true } as const;
				return { ...request, headers: { ...caching, ...headers }, target: this.target(url) };
			},
			read: async (response, _progress, paid) => await this.read(response, asked, take, paid),
		});
	}

	/** Checks the status of a job. Costs nothing. */
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

	/** Cuts the key out of texts for users. By then, no text should contain it. */
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
			const isPage = json === undefined && isWebPage(text ?? '', response.header('content-type'));
			return statusFault(response, failure, isPage);
		}
		if (!isRecord(json)) return { fault: { cause: 'unreadable', failure: notJson(text) } };
		return await take(json, paid);
	}
}

/** Tells keys apart without storing them (FNV-1a, 32 bits). */
function hashOf(text: string): string {
	let hash = 0x811c9dc5;
	for (const character of text) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return hash.toString(36);
}
