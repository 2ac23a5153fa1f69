import type { Fault } from './faults';
import { elapse } from './http/delivery';
import type { Jobs } from './jobs';
import type { Ledger } from './ledger';

const ANSWER_LIMIT_MS = 5000;
/** A service calls again when it takes a callback for lost, so not at once. */
const BETWEEN_TWO_MS = 2000;

/** @returns whether an address leads to this machine; the sandbox calls no other */
export const isLoopback = ({ protocol, hostname }: URL): boolean =>
	/^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/** Posts to webhook URLs what the status endpoint would answer, when jobs end. */
export class Callbacks {
	private closed = false;

	constructor(
		private readonly jobs: Jobs,
		private readonly ledger: Ledger,
	) {}

	/** Resolves when the submit may be answered: at once, or after a callback that comes early. */
	async arrange(requestId: string, url: URL, manner: Fault['callback']): Promise<void> {
		const endsAt = this.jobs.endOf(requestId);
		if (manner === 'never' || endsAt === Infinity || !isLoopback(url)) return;
		const sent = elapse(Math.max(0, endsAt - Date.now())).then(async () => {
			await this.send(requestId, url.href);
			if (manner !== 'twice') return;
			await elapse(BETWEEN_TWO_MS);
			await this.send(requestId, url.href);
		});
		if (manner === 'early') await sent;
	}

	close(): void {
		this.closed = true;
	}

	private async send(requestId: string, url: string): Promise<void> {
		if (this.closed) return;
		const entry = { at: Date.now(), url, requestId, status: 0 };
		this.ledger.note(this.ledger.callbacks, entry);
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(this.jobs.ended(requestId)),
			signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
		}).catch(() => undefined);
		entry.status = answer?.status ?? 0;
		await answer?.body?.cancel();
	}
}
