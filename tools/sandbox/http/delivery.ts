import type { FastifyReply } from 'fastify';
import type { Fault } from '../faults';
import type { LoggedExchange } from '../ledger';
import type { Answer } from './answers';

/** Logs the end of the exchange. */
export function followExchange({ raw }: FastifyReply, entry: LoggedExchange): void {
	raw.once('close', () => (entry.tookMs = Date.now() - entry.at));
}

/**
 * Sends an answer without fastify, so that a fault can break it in ways that a server never would.
 *
 * @param entry the log's entry of the request, which gets the status that was sent
 */
export async function deliver(
	reply: FastifyReply,
	answer: Answer,
	fault: Fault,
	entry: LoggedExchange,
): Promise<void> {
	reply.hijack();
	const { raw } = reply;
	if (fault.hang || raw.destroyed) return;
	if (fault.reset === 'before') {
		raw.destroy(new Error('A scripted fault.'));
		return;
	}
	const total = answer.body.length + answer.zeros;
	entry.status = answer.status;
	raw.writeHead(answer.status, { ...answer.headers, 'content-length': `${total}` });
	const upTo = fault.reset === 'middle' ? Math.floor(total / 2) : total;
	for (const piece of piecesOf(answer, upTo, fault.drip?.bytes ?? ZEROS.length)) {
		// Resolves when the piece has left for the caller, or the connection has broken.
		await new Promise((resolve) => raw.write(piece, resolve));
		if (raw.destroyed) return;
		if (fault.drip) await elapse(fault.drip.everyMs);
	}
	if (fault.reset === 'middle') raw.destroy(new Error('A scripted fault.'));
	else raw.end();
}

const ZEROS = Buffer.alloc(1024 * 1024);

function* piecesOf({ body }: Answer, upTo: number, pieceBytes: number): Generator<Buffer> {
	for (let at = 0; at < Math.min(body.length, upTo); at += pieceBytes) {
		yield body.subarray(at, Math.min(at + pieceBytes, upTo));
	}
	for (let left = upTo - body.length; left > 0; left -= pieceBytes) {
		yield ZEROS.subarray(0, Math.min(left, pieceBytes));
	}
}

/** Waits for a time. The timer belongs to an abort signal, so it doesn't keep the process alive. */
export const elapse = (spanMs: number): Promise<void> =>
	new Promise((resolve) => {
		AbortSignal.timeout(spanMs).addEventListener('abort', () => resolve(), { once: true });
	});
