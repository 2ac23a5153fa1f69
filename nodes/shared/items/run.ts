import type { IExecuteFunctions } from 'n8n-workflow';
import { gatewayBase, usableKey } from '../http/baseUrl';
import { Clock } from '../http/clock';
import { Failure } from '../http/failure';
import { Gate } from '../http/gate';
import { Gateway } from '../http/gateway';
import { MAY_BE_CHARGED, type PaidRequest } from '../http/ledger';
import type { Memory } from '../http/memory';
import type { Pauses } from '../http/pauses';
import { Polling } from '../http/pace/polling';
import type { Traffic } from '../http/send';
import { readMaxConcurrency } from './options';
import { ItemParameters } from './parameters';

/** What the items of one execution share. */
export class Run implements Traffic {
	readonly clock = new Clock();
	readonly gate: Gate;
	readonly polling: Polling;
	readonly pauses: Pauses;
	readonly stopSignal: AbortSignal;
	private readonly halting = new AbortController();
	private stoppedMs = Infinity;

	constructor(
		readonly context: IExecuteFunctions,
		readonly gateway: Gateway,
		/** How many requests may be under way at the same time. 1: one item after another. */
		readonly maxConcurrency: number,
		memory: Memory,
	) {
		this.gate = new Gate(maxConcurrency, this.clock);
		this.polling = new Polling(memory.durations, () => this.clock.wake());
		this.pauses = memory.pauses;
		this.stopSignal = context.getExecutionCancelSignal() ?? new AbortController().signal;
		if (this.stopSignal.aborted) this.stop();
		else this.stopSignal.addEventListener('abort', this.stop);
	}

	/**
	 * Also aborted when an item has ended the execution. Nothing new starts then, but paid requests under way may
	 * finish.
	 */
	get signal(): AbortSignal {
		return this.halting.signal;
	}

	stoppedAtMs(): number {
		return this.stoppedMs;
	}

	halt(): void {
		this.halting.abort();
		this.clock.wake();
	}

	/** Removes the listener from the execution, which n8n may keep. */
	end(): void {
		this.stopSignal.removeEventListener('abort', this.stop);
	}

	private readonly stop = (): void => {
		this.stoppedMs = Date.now();
		this.halt();
	};

	/**
	 * Names a paid request in n8n's log at once: if n8n is killed while it waits, nothing else remains. Descriptions
	 * aren't logged.
	 */
	log(request: PaidRequest, index: number): void {
		const { context, gateway } = this;
		const { name } = context.getNode();
		const { charge, requestId, pollingUrl, links } = request;
		const where = `item ${index} of node "${name}"`;
		const what =
			charge === 'doubtful'
				? `A request of ${where} ${MAY_BE_CHARGED}: the execution was stopped before its answer arrived`
				: `Pixazo accepted ${requestId === undefined ? 'a request' : `request ${requestId}`} (${where})`;
		const message = [what, ...links].join(' ');
		const executionId = context.getExecutionId();
		const facts = { requestId, pollingUrl, links, node: name, item: index, executionId };
		context.logger.info(gateway.withoutKey(message), facts);
	}
}

/**
 * @throws Failure if the credential or Max Concurrency can't be used, or n8n's own error if there is no credential.
 */
export async function startRun(context: IExecuteFunctions, memory: Memory): Promise<Run> {
	const { apiKey, baseUrl } = await context.getCredentials('pixazoApi');
	const gateway = new Gateway(baseOf(baseUrl), keyOf(apiKey));
	return new Run(context, gateway, readMaxConcurrency(new ItemParameters(context, 0)), memory);
}

function baseOf(value: unknown): URL {
	const base = typeof value === 'string' ? gatewayBase(value) : undefined;
	if (base) return base;
	throw new Failure(
		'The Base URL in the credential is not an http(s) address',
		'Enter the address of the gateway, such as https://gateway.pixazo.ai',
	);
}

function keyOf(value: unknown): string {
	const given = typeof value === 'string' ? value.trim() : '';
	if (given === '') {
		throw new Failure(
			'The credential has no API Key',
			'Enter your Pixazo subscription key. You find it at https://api-console.pixazo.ai/api_keys',
		);
	}
	const key = usableKey(given);
	if (key !== undefined) return key;
	throw new Failure(
		'The API Key in the credential has a line break or another character that cannot be sent',
		'Copy the key again, without anything before or after it.',
	);
}
