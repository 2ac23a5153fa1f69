import { elapse } from './clock';
import type { Fault } from './faults';
import type { Jobs } from './jobs';
import type { Callback, Ledger } from './ledger';
import { isLoopback } from './loopback';

const ANSWER_LIMIT_MS = 5000;
const BETWEEN_TWO_MS = 200;

/** Posts to webhook URLs what the status endpoint would answer, when jobs end. */
export class Callbacks {
	private closed = false;

	constructor(
		private readonly jobs: Jobs,
		private readonly ledger: Ledger,
	) {}

	/** @returns when the submit may be answered: at once, or after the callback that comes early */
	async arrange(requestId: string, url: URL, manner: Fault['callback']): Promise<void> {
		const endsAt = this.jobs.endOf(requestId);
		if (manner === 'never' || endsAt === Infinity || !isLoopback(url)) return;
		const times = manner === 'twice' ? 2 : 1;
		const sent = elapse(Math.max(0, endsAt - Date.now())).then(async () => {
			for (let time = 0; time < times && !this.closed; time += 1) {
				if (time > 0) await elapse(BETWEEN_TWO_MS);
				await this.send(requestId, url.href);
			}
		});
		if (manner === 'early') await sent;
	}

	close(): void {
		this.closed = true;
	}

	private async send(requestId: string, url: string): Promise<void> {
		const { ledger } = this;
		const entry = ledger.note<Callback>(ledger.callbacks, {
			...{ at: Date.now(), url, requestId, status: null },
		});
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(this.jobs.ended(requestId)),
			signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
		}).catch(() => undefined);
		entry.status = answer?.status ?? null;
		await answer?.body?.cancel();
	}
}
