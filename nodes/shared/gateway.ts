import type { IExecuteFunctions } from 'n8n-workflow';
import { readAll } from './http/byteStream';
import {
	jsonIn,
	notJson,
	statusFailure,
	type StatusMeanings,
	statusMeanings,
	warningOfCharge,
} from './http/gatewayAnswers';
import { exchange, type IncomingResponse, statusFault } from './http/request';
import type { RequestBody } from './http/requestBody';
import { type Cost, type Outcome, type Terms, withRetries } from './http/retry';

/** An answer may carry a picture as a data URI: 50 MB in base64, and room for the rest. */
const LONGEST_ANSWER_BYTES = 70 * 1024 * 1024;
/** A look-up that hangs is given up and tried again, rather than waited on until the item's time is over. */
const LOOK_UP_LIMIT_MS = 30_000;

/** The API at the address and with the key of the credential. */
export class Gateway {
	private readonly base: URL;

	/** @param baseUrl an absolute URL without an endpoint's path; a company gateway's may have a path of its own. */
	constructor(
		private readonly context: IExecuteFunctions,
		baseUrl: string,
		private readonly apiKey: string,
	) {
		this.base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
	}

	url(path: string): string {
		return new URL(path.replace(/^\//, ''), this.base).href;
	}

	/**
	 * Sends a paid request. It is sent again only where the gateway cannot have taken it.
	 *
	 * @returns the JSON of the answer, its shape not yet known.
	 */
	async submit(terms: Terms, path: string, body: RequestBody): Promise<unknown> {
		return await this.send(terms, 'paid', { method: 'POST', url: this.url(path), body });
	}

	/** Looks up the state of a request, at the URL that the API gave for it. Costs nothing, so it is sent again after what may pass. */
	async lookUp(terms: Terms, url: string): Promise<unknown> {
		return await this.send(terms, 'free', { method: 'GET', url });
	}

	/** The last guard of the key, for what is shown to people: nothing should have it in it by then. */
	readonly withoutKey = (text: string): string => text.replaceAll(this.apiKey, '[API key]');

	private async send(
		terms: Terms,
		cost: Cost,
		request: { method: 'GET' | 'POST'; url: string; body?: RequestBody },
	): Promise<unknown> {
		const withKey = this.isOwn(request.url);
		const meanings = statusMeanings(cost, withKey);
		const { limit } = terms;
		const signal = cost === 'paid' ? terms.cancelSignal : terms.signal;
		const attempt = async () => {
			const attemptEndsAtMs = cost === 'paid' ? limit.endsAtMs : Date.now() + LOOK_UP_LIMIT_MS;
			const endsAtMs = Math.min(attemptEndsAtMs, limit.endsAtMs);
			const sent = { ...request, withKey, endsAtMs, signal };
			const outcome = await exchange(this.context, sent, (response) =>
				this.read(response, meanings),
			);
			return cost === 'paid' ? warningOfCharge(outcome) : outcome;
		};
		return await withRetries(attempt, cost, terms);
	}

	/** The key goes to the credential's own origin (scheme, host and port) and nowhere else. */
	private isOwn(url: string): boolean {
		return new URL(url).origin === this.base.origin;
	}

	private async read(
		response: IncomingResponse,
		meanings: StatusMeanings,
	): Promise<Outcome<unknown>> {
		const bytes = await readAll(response.body, LONGEST_ANSWER_BYTES);
		const text = bytes?.toString();
		const json = jsonIn(text ?? '', this.withoutKey);
		const { status } = response;
		if (status < 200 || status > 299) {
			return statusFault(response, statusFailure(status, json, meanings));
		}
		return json === undefined ? { fault: { failure: notJson(text) } } : { value: json };
	}
}
