import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../callbacks';
import type { Operation } from '../description';
import { strikesFirst } from '../faults';
import type { LoggedRequest } from '../ledger';
import type { Perform, Workshop } from '../workshop';
import { errorAnswer, jsonAnswer, spoil, type Answer } from './answers';
import { deliver, followExchange } from './delivery';
import { invalid, Refusal } from './refusal';
import { marksOf, readFields } from './requests';

export const KEY_HEADER = 'ocp-apim-subscription-key';

/** An operation, and how its requests are checked and carried out; both throw a `Refusal`. */
export interface Service<Fields> {
	readonly operation: Operation;
	readonly parse: (fields: unknown) => Fields;
	readonly perform: Perform<Fields>;
}

const SHOWN_HEADERS = /^(content-|accept$|cache-control$|user-agent$|x-webhook-)/;

/**
 * Handles one request, from its arrival to its answer.
 *
 * @param service undefined for a path that the description does not know
 */
export async function exchange<Fields>(
	request: FastifyRequest,
	reply: FastifyReply,
	service: Service<Fields> | undefined,
	workshop: Workshop,
): Promise<void> {
	const { method, url: path, headers } = request;
	const { ledger } = workshop;
	const entry = ledger.note<LoggedRequest>(ledger.requests, {
		at: Date.now(),
		kind: !service ? 'unknown' : service.operation.method === 'POST' ? 'paid' : 'check',
		...{ method, path, operationId: service?.operation.operationId },
		keyHeader: KEY_HEADER in headers,
		headers: Object.fromEntries(
			Object.entries(headers).filter(([name]) => SHOWN_HEADERS.test(name)),
		),
		...{ charged: false, status: null },
	});
	followExchange(reply, entry);
	const answer = await settle(request, service, workshop, entry).catch((reason: unknown) => {
		if (!(reason instanceof Refusal)) throw reason;
		entry.rejected = reason.message;
		return errorAnswer(reason.status, reason.title, reason.message);
	});
	await deliver(reply, answer, entry.fault ?? {}, entry);
}

async function settle<Fields>(
	request: FastifyRequest,
	service: Service<Fields> | undefined,
	workshop: Workshop,
	entry: LoggedRequest,
): Promise<Answer> {
	const { method, url, headers, protocol, host } = request;
	if (!service) throw new Refusal(404, 'Not Found', `There is no ${method} ${url} here.`);
	if (headers[KEY_HEADER] !== workshop.apiKey) {
		const what = KEY_HEADER in headers ? 'wrong' : 'missing';
		throw new Refusal(401, 'Unauthorized', `The Ocp-Apim-Subscription-Key header is ${what}.`);
	}
	if (entry.kind === 'paid') refuseBeyondLimit(entry, workshop);
	const { operation, parse, perform } = service;
	const fields = parse(await readFields(request, operation, entry));
	Object.assign(entry, marksOf(fields));
	const webhookUrl = webhookUrlOf(headers['x-webhook-url']);
	const fault = workshop.faults.take(operation.operationId, request.body, entry);
	if (strikesFirst(fault)) return spoil(undefined, fault);

	const occasion = { gatewayUrl: `${protocol}://${host}`, fault };
	const { status = 200, json, requestId, refunded } = await perform(fields, workshop, occasion);
	const charged = entry.kind === 'paid';
	Object.assign(entry, { requestId, refunded, charged });
	if (charged && requestId && webhookUrl) {
		await workshop.callbacks.arrange(requestId, webhookUrl, fault.callback);
	}
	return spoil(jsonAnswer(status, json), fault);
}

/** @throws Refusal for a paid request when too many were taken in the second before it */
function refuseBeyondLimit(entry: LoggedRequest, { ledger, settings }: Workshop): void {
	const taken = ledger.requests.filter(
		({ kind, at, rejected }) => kind === 'paid' && at > entry.at - 1000 && rejected === undefined,
	);
	// The entry itself is one of them.
	if (taken.length <= settings.paidPerSecond) return;
	throw new Refusal(429, 'Too Many Requests', 'Rate limit is exceeded. Try again later.');
}

/** @throws Refusal for a webhook URL that the gateway does not take */
function webhookUrlOf(text: string | string[] | undefined): URL | undefined {
	if (text === undefined) return undefined;
	const url = URL.canParse(`${text}`) ? new URL(`${text}`) : undefined;
	if (url && (url.protocol === 'https:' || isLoopback(url))) return url;
	throw invalid('X-Webhook-URL', 'The webhook URL must be an HTTPS address.');
}
