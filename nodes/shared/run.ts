import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { Failure } from './http/failure';
import { Gateway } from './gateway';
import { parseWebUrl } from './media/links';
import { readMaxConcurrency } from './options';
import { Parameters } from './parameters';
import { Polling } from './polling';
import { Slots } from './http/slots';

/** What the items of one execution share. */
export class Run {
	private readonly halting = new AbortController();
	/** The execution was stopped: everything ends at once. */
	readonly cancelSignal: AbortSignal;
	/** Aborted also when an item has failed for good: nothing new starts, but what is being paid for is let finish. */
	readonly signal: AbortSignal;
	readonly slots: Slots;
	readonly polling: Polling;

	constructor(
		readonly context: IExecuteFunctions,
		readonly gateway: Gateway,
		/** Requests in flight at once. With 1, one item after another. */
		readonly maxConcurrency: number,
	) {
		this.cancelSignal = context.getExecutionCancelSignal() ?? new AbortController().signal;
		this.signal = AbortSignal.any([this.cancelSignal, this.halting.signal]);
		this.slots = new Slots(maxConcurrency, this.signal);
		this.polling = new Polling(this.signal);
	}

	halt(): void {
		this.halting.abort();
	}
}

/** @throws NodeOperationError if the credential or the bound of requests in flight cannot be used. */
export async function startRun(context: IExecuteFunctions): Promise<Run> {
	const { apiKey, baseUrl } = await context.getCredentials('pixazoApi');
	try {
		const gateway = new Gateway(context, baseUrlOf(baseUrl), apiKeyOf(apiKey));
		return new Run(context, gateway, readMaxConcurrency(new Parameters(context, 0)));
	} catch (error) {
		const description = error instanceof Failure ? error.description : undefined;
		const message = error instanceof Error ? error.message : 'The node could not start';
		throw new NodeOperationError(context.getNode(), message, { description });
	}
}

function baseUrlOf(value: unknown): string {
	const url = typeof value === 'string' ? parseWebUrl(value.trim()) : undefined;
	if (url) return url.href;
	throw new Failure(
		'The Base URL in the credential is not an http(s) address',
		'Put the address of the gateway into it, such as https://gateway.pixazo.ai',
	);
}

/** What a header cannot carry (RFC 9110, section 5.5). */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

function apiKeyOf(value: unknown): string {
	if (typeof value !== 'string' || value.trim() === '') {
		throw new Failure('The credential has no API Key', 'Put your Pixazo subscription key into it.');
	}
	if (UNSENDABLE.test(value)) {
		throw new Failure(
			'The API Key in the credential has a line break or another character that cannot be sent',
			'Copy the key again and put it in without anything around it.',
		);
	}
	return value;
}
