import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorAnswer, jsonAnswer, spoil, type Answer } from './answers';
import { elapse } from './clock';
import { deliver, followExchange } from './delivery';
import type { Operation } from './description';
import { strikesFirst, type Fault, type FaultScript } from './faults';
import type { GatewayRequest } from './ledger';
import { Refusal } from './refusal';
import { bodyOf, checkKey, logEntry, readFields } from './requests';
import type { Perform, Workshop } from './workshop';

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

interface Settled {
	readonly answer: Answer;
	readonly fault: Fault;
}

/** Sees one request of a described operation through, from its arrival to its answer. */
export async function exchange<Fields>(
	request: FastifyRequest,
	reply: FastifyReply,
	service: Service<Fields>,
	desk: Desk,
): Promise<void> {
	const entry = note(request, reply, service.operation, desk);
	const { answer, fault } = await settle(request, service, desk, entry).catch((reason: unknown) =>
		refuse(reason, entry),
	);
	await deliver(reply, answer, fault, entry);
}

/** Answers a request that the description does not know. */
export async function turnAway(
	request: FastifyRequest,
	reply: FastifyReply,
	desk: Desk,
): Promise<void> {
	const entry = note(request, reply, undefined, desk);
	const message = `There is no ${request.method} ${request.url} here.`;
	const { answer, fault } = refuse(new Refusal(404, 'Not Found', message), entry);
	await deliver(reply, answer, fault, entry);
}

/** Enters a request into the log. @returns its entry, which tells how the exchange went once it is over */
function note(
	request: FastifyRequest,
	reply: FastifyReply,
	operation: Operation | undefined,
	{ workshop }: Desk,
): GatewayRequest {
	const entry = logEntry(request, operation);
	workshop.ledger.logRequest(entry);
	followExchange(reply, entry);
	return entry;
}

async function settle<Fields>(
	request: FastifyRequest,
	{ operation, parse, perform }: Service<Fields>,
	{ apiKey, faults, workshop }: Desk,
	entry: GatewayRequest,
): Promise<Settled> {
	checkKey(request, apiKey);
	const fields = parse(await readFields(request, operation, entry));
	const fault = faults.take(operation.operationId, request.url, bodyOf(request));
	if (fault.delayMs) await elapse(fault.delayMs);
	if (strikesFirst(fault)) return { answer: spoil(undefined, fault), fault };
	const gatewayUrl = `${request.protocol}://${request.host}`;
	const occasion = { gatewayUrl, jobEnding: fault.job ?? {} };
	const outcome = await perform(fields, workshop, occasion);
	const { json, requestId, refunded = false, carriesResult } = outcome;
	entry.requestId = requestId;
	if (operation.method === 'POST') {
		workshop.ledger.charge({ operationId: operation.operationId, requestId, refunded });
	}
	const { answerMs } = workshop.settings;
	if (carriesResult && answerMs > 0) await elapse(answerMs);
	return { answer: spoil(jsonAnswer(200, json), fault), fault };
}

function refuse(reason: unknown, entry: GatewayRequest): Settled {
	if (!(reason instanceof Refusal)) throw reason;
	const { status, title, message } = reason;
	entry.rejected = message;
	return { answer: errorAnswer(status, title, message), fault: {} };
}
