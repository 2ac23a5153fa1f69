import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../loopback';
import { elapse } from '../clock';
import type { Operation } from '../description';
import { strikesFirst, type FaultScript } from '../faults';
import type { GatewayRequest } from '../ledger';
import type { Perform, Workshop } from '../workshop';
import { errorAnswer, jsonAnswer, spoil, type Answer } from './answers';
import { deliver, followExchange } from './delivery';
import { invalid, Refusal } from './refusal';
import { bodyOf, checkKey, KEY_HEADER, marksOf, readFields, shortened } from './requests';

/** What all exchanges need. */
export interface Desk {
	readonly apiKey: string;
	readonly faults: FaultScript;
	readonly workshop: Workshop;
}

/** An operation, and how its requests are checked and carried out. */
export interface Service<Fields> {
	readonly operation: Operation;
	/** throws a `Refusal` */
	readonly parse: (fields: unknown) => Fields;
	/** throws a `Refusal`, or returns a promise that rejects with one */
	readonly perform: Perform<Fields>;
}

/**
 * Sees one request through, from its arrival to its answer.
 *
 * @param service undefined for a path that the description does not know
 */
export async function exchange<Fields>(
	request: FastifyRequest,
	reply: FastifyReply,
	service: Service<Fields> | undefined,
	desk: Desk,
): Promise<void> {
	const { method, url: path, headers } = request;
	const { ledger } = desk.workshop;
	const entry = ledger.note<GatewayRequest>(ledger.requests, {
		...{ at: Date.now(), kind: kindOf(service), method, path },
		operationId: service?.operation.operationId,
		keyHeader: KEY_HEADER in headers,
		headers: Object.fromEntries(SHOWN_HEADERS.map((name) => [name, headers[name]])),
		bytes: bodyOf(request).length,
		charged: false,
		status: null,
	});
	followExchange(reply, entry);
	const answer = await settle(request, service, desk, entry).catch((reason: unknown) => {
		if (!(reason instanceof Refusal)) throw reason;
		entry.rejected = reason.message;
		return errorAnswer(reason.status, reason.title, reason.message);
	});
	await deliver(reply, answer, entry.fault ?? {}, entry);
}

const SHOWN_HEADERS = [
	...['content-type', 'content-length', 'accept', 'cache-control'],
	...['user-agent', 'x-webhook-url'],
];

const kindOf = <Fields>(service: Service<Fields> | undefined): GatewayRequest['kind'] =>
	!service ? 'unknown' : service.operation.method === 'POST' ? 'paid' : 'check';

async function settle<Fields>(
	request: FastifyRequest,
	service: Service<Fields> | undefined,
	{ apiKey, faults, workshop }: Desk,
	entry: GatewayRequest,
): Promise<Answer> {
	const { method, url } = request;
	if (!service) throw new Refusal(404, 'Not Found', `There is no ${method} ${url} here.`);
	const { operation, parse, perform } = service;
	checkKey(request, apiKey);
	const fields = parse(await readFields(request, operation, entry));
	Object.assign(entry, marksOf(fields));
	const webhookUrl = webhookUrlOf(request);
	const fault = faults.take(operation.operationId, url, bodyOf(request), entry);
	if (fault.delayMs) await elapse(fault.delayMs);
	if (strikesFirst(fault)) return spoil(undefined, fault, url);

	const gatewayUrl = `${request.protocol}://${request.host}`;
	const outcome = await perform(fields, workshop, { gatewayUrl, fault });
	const { status = 200, json, requestId, refunded } = outcome;
	const charged = entry.kind === 'paid';
	Object.assign(entry, { requestId, refunded, charged, answer: shortened(json) });
	if (charged && requestId && webhookUrl) {
		await workshop.callbacks.arrange(requestId, webhookUrl, fault.callback);
	}
	return spoil(jsonAnswer(status, json), fault, url);
}

/** @throws Refusal for a webhook URL that the gateway does not take */
function webhookUrlOf({ headers }: FastifyRequest): URL | undefined {
	const text = headers['x-webhook-url'];
	if (text === undefined) return undefined;
	const url = URL.canParse(`${text}`) ? new URL(`${text}`) : undefined;
	if (url && (url.protocol === 'https:' || isLoopback(url))) return url;
	throw invalid('X-Webhook-URL', 'The webhook URL must be an HTTPS address.');
}
