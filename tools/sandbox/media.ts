import fastify, { type FastifyInstance } from 'fastify';
import { errorAnswer, spoil, type Answer } from './answers';
import { elapse } from './clock';
import { deliver, followExchange } from './delivery';
import { strikesFirst, type FaultScript } from './faults';
import type { Ledger, LoggedRequest } from './ledger';
import { KEY_HEADER } from './requests';
import type { Results } from './results';

const NO_BODY = Buffer.alloc(0);

/** The second origin, where result links lead. It wants no key, and notes when one comes along all the same. */
export function mediaOrigin(
	ledger: Ledger,
	faults: FaultScript,
	results: Results,
): FastifyInstance {
	const app = fastify({ forceCloseConnections: true });
	app.get('*', async ({ method, url, headers }, reply) => {
		const entry: LoggedRequest = {
			at: Date.now(),
			method,
			path: url,
			keyHeader: KEY_HEADER in headers,
			headers: { 'user-agent': headers['user-agent'] ?? '' },
			status: null,
		};
		ledger.logDownload(entry);
		followExchange(reply, entry);
		const fault = faults.take('media', url, NO_BODY);
		if (fault.delayMs) await elapse(fault.delayMs);
		const answer = strikesFirst(fault) ? undefined : await answerTo(url, results);
		await deliver(reply, spoil(answer, fault), fault, entry);
	});
	return app;
}

async function answerTo(target: string, results: Results): Promise<Answer> {
	const found = await results.find(target);
	if (found === 'nothing') return errorAnswer(404, 'Not Found', 'No result has this link.');
	if (found === 'expired') return errorAnswer(410, 'Gone', 'This link has expired.');
	return { status: 200, headers: { 'content-type': found.contentType }, body: found.bytes };
}
