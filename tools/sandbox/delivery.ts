import type { FastifyReply } from 'fastify';
import type { Answer } from './answers';
import { elapse } from './clock';
import type { Fault } from './faults';
import type { LoggedRequest } from './ledger';

/** Notes in the log when the exchange is over, and whether it was the caller who ended it. */
export function followExchange({ raw }: FastifyReply, entry: LoggedRequest): void {
	raw.once('close', () => {
		entry.tookMs = Date.now() - entry.at;
		if (!raw.writableFinished && !raw.errored) entry.aborted = true;
	});
}

/**
 * Sends an answer past fastify, so that a fault can break it in ways that a server never would.
 *
 * @param entry the log's entry of the request, which gets the status that was sent
 */
export async function deliver(
	reply: FastifyReply,
	answer: Answer,
	fault: Fault,
	entry: LoggedRequest,
): Promise<void> {
	reply.hijack();
	const { raw } = reply;
	if (fault.hang || raw.destroyed) return;
	if (fault.reset === 'before') {
		raw.destroy(new Error('A scripted fault.'));
		return;
	}
	entry.status = answer.status;
	raw.writeHead(answer.status, { ...answer.headers, ...lengthHeaders(answer, fault) });
	if (fault.reset === 'middle') {
		const half = answer.body.subarray(0, answer.body.length / 2);
		raw.write(half, () => raw.destroy(new Error('A scripted fault.')));
		return;
	}
	if (fault.drip) {
		for (let sent = 0; sent < answer.body.length && !raw.destroyed; sent += fault.drip.bytes) {
			raw.write(answer.body.subarray(sent, sent + fault.drip.bytes));
			await elapse(fault.drip.everyMs);
		}
		raw.end();
		return;
	}
	raw.end(answer.body);
}

function lengthHeaders({ body }: Answer, { contentLength }: Fault): Record<string, string> {
	if (contentLength === null) return { 'transfer-encoding': 'chunked' };
	if (contentLength === undefined) return { 'content-length': `${body.length}` };
	// The connection cannot be used again after a wrong length, and only its end shows that bytes are missing.
	return { 'content-length': `${contentLength}`, connection: 'close' };
}
