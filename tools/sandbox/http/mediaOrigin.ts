import fastify, { type FastifyInstance } from 'fastify';
import { strikesFirst } from '../faults';
import type { LoggedExchange } from '../ledger';
import type { Workshop } from '../workshop';
import { errorAnswer, spoil, type Answer } from './answers';
import { deliver, followExchange } from './delivery';
import { KEY_HEADER } from './exchange';

/** The second origin, for the links to results. It needs no key, and logs a request that has one. */
export function mediaOrigin({ ledger, faults, results, settings }: Workshop): FastifyInstance {
	const app = fastify({ forceCloseConnections: true });
	app.get('*', async ({ method, url, headers }, reply) => {
		const entry = ledger.note<LoggedExchange>(ledger.downloads, {
			...{ at: Date.now(), kind: 'result', method, path: url, status: null },
			keyHeader: KEY_HEADER in headers,
		});
		followExchange(reply, entry);
		const fault = faults.take('media', undefined, entry);
		const answer = strikesFirst(fault) ? undefined : await answerTo(url);
		await deliver(reply, spoil(answer, fault), fault, entry);
	});
	return app;

	async function answerTo(target: string): Promise<Answer> {
		const found = await results.find(target);
		if (found === 'nothing') return errorAnswer(404, 'Not Found', 'No result has this link.');
		if (found === 'expired') return errorAnswer(410, 'Gone', 'This link has expired.');
		const { bytes: body, contentType } = found;
		const zeros = Math.max(0, settings.padBytes - body.length);
		return { status: 200, headers: { 'content-type': contentType }, body, zeros };
	}
}
