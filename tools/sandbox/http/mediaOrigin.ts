import fastify, { type FastifyInstance } from 'fastify';
import { elapse } from '../clock';
import { strikesFirst, type FaultScript } from '../faults';
import type { Ledger, LoggedRequest } from '../ledger';
import type { Results } from '../results';
import type { Settings } from '../settings';
import { errorAnswer, spoil, type Answer } from './answers';
import { deliver, followExchange } from './delivery';
import { KEY_HEADER } from './requests';

/** The second origin, where result links lead. It wants no key, and notes when one comes along all the same. */
export function mediaOrigin(
	ledger: Ledger,
	faults: FaultScript,
	results: Results,
	settings: Settings,
): FastifyInstance {
	const app = fastify({ forceCloseConnections: true });
	app.get('*', async ({ method, url, headers }, reply) => {
		const entry = ledger.note<LoggedRequest>(ledger.downloads, {
			at: Date.now(),
			kind: 'result',
			method,
			path: url,
			keyHeader: KEY_HEADER in headers,
			status: null,
		});
		followExchange(reply, entry);
		const fault = faults.take('media', url, Buffer.alloc(0), entry);
		if (fault.delayMs) await elapse(fault.delayMs);
		const answer = strikesFirst(fault) ? undefined : await answerTo(url);
		await deliver(reply, spoil(answer, fault, url), fault, entry);
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
