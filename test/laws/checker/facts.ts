import type { Evidence, ItemTerms, OutputItem, ResultLink, SentRequest } from './evidence';

/** Something that a law forbids. */
export interface Breach {
	readonly law: number;
	readonly item?: number | undefined;
	readonly words: string;
}

/** The two phrases that the package promises. */
export const MAY_BE_CHARGED = 'may have been charged';
export const WAS_STILL = 'was still ';

/** Nothing was sent then: no such server, nobody listening, no trust in its certificate. */
export const NEVER_SENT = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
];

export type Charge = 'charged' | 'refunded' | 'doubtful' | 'refused' | 'unclear';

/** What can be known of a paid request by its answer alone; `unclear` where it may be told either way. */
export function chargeOf({ answer, failure }: SentRequest): Charge {
	if (answer === undefined) {
		if (failure?.isUnsent) return 'unclear';
		return NEVER_SENT.includes(failure?.code ?? '') ? 'refused' : 'doubtful';
	}
	const { status, retryAfterMs, isWhole, says } = answer;
	if (status >= 200 && status < 300) {
		const { id, links = [], text, isHeldBack } = says;
		const brought = id !== undefined || links.length > 0 || text !== undefined || isHeldBack;
		if (!isWhole || !brought) return 'doubtful';
		return says.status === 'ERROR' ? 'refunded' : 'charged';
	}
	const isBusy = status === 503 && retryAfterMs !== undefined;
	return status === 408 || (status >= 500 && !isBusy) ? 'doubtful' : 'refused';
}

const DONE = ['COMPLETED', 'SUCCEEDED', 'SUCCESS', 'COMPLETE'];
const LOST = ['FAILED', 'ERROR', 'CANCELLED', 'CANCELED'];
export const isDone = (status = ''): boolean => DONE.includes(status);
export const isLost = (status = ''): boolean => LOST.includes(status);

export type Outcome = 'told' | 'passing' | 'final' | 'unclear';

const BROKEN = [
	'ECONNRESET',
	'ETIMEDOUT',
	'ECONNABORTED',
	'ERR_CANCELED',
	...NEVER_SENT.slice(0, 3),
];
/** A job that was just submitted may not be known everywhere yet. */
const NEW_MS = 10_000;
const NEW_TOLERANCE_MS = 500;

/** What a status check or a download came to. @param ageMs how long ago this execution submitted the job. */
export function outcomeOf({ answer, failure, kind }: SentRequest, ageMs = Infinity): Outcome {
	if (answer === undefined) {
		return failure === undefined || BROKEN.includes(failure.code ?? '') ? 'passing' : 'unclear';
	}
	const { status, isWhole, says } = answer;
	if (status === 408 || status === 429 || status >= 500) return 'passing';
	if (status === 403 && says.format === 'page') return 'passing';
	if (status === 404 && kind === 'check') {
		if (Math.abs(ageMs - NEW_MS) < NEW_TOLERANCE_MS) return 'unclear';
		return ageMs < NEW_MS ? 'passing' : 'final';
	}
	if (status >= 300) return 'final';
	if (!isWhole) return 'passing';
	if (kind === 'result') return says.format === 'image' && status === 200 ? 'told' : 'unclear';
	if (says.format !== 'json') return 'passing';
	return says.status === undefined ? 'unclear' : 'told';
}

/** Everything about one item. */
export class ItemFacts {
	readonly requests: readonly SentRequest[];
	readonly terms: ItemTerms;
	readonly paid: readonly SentRequest[];
	readonly checks: readonly SentRequest[];
	readonly out: OutputItem | undefined;
	/** The words of its own error. */
	readonly error: string | undefined;
	/** When its first request left; its time runs from there. */
	readonly beganAtMs: number;
	readonly endsAtMs: number;
	/** From here on a status check is the last one. */
	readonly lastCheckFromMs: number;

	constructor(
		readonly evidence: Evidence,
		readonly index: number,
		terms: ItemTerms,
	) {
		const { requests, output, error } = evidence;
		this.terms = terms;
		this.requests = requests.filter(({ item }) => item === index);
		this.paid = this.of('paid');
		this.checks = this.of('check');
		this.out = output?.[index];
		this.error = error?.item === index ? error.text : this.out?.error;
		this.beganAtMs = this.requests[0]?.atMs ?? Infinity;
		this.endsAtMs = this.beganAtMs + terms.timeLimitMs;
		const { timeLimitMs } = terms;
		this.lastCheckFromMs = this.endsAtMs - (timeLimitMs < 2000 ? timeLimitMs / 2 : 1000);
	}

	of(kind: SentRequest['kind']): SentRequest[] {
		return this.requests.filter((request) => request.kind === kind);
	}

	/** The checks of the job that a paid request began; all for a request that the user gave. */
	checksOf(paid: SentRequest | undefined): SentRequest[] {
		if (paid === undefined) return [...this.checks];
		const { id } = paid.answer?.says ?? {};
		return id === undefined ? [] : this.checks.filter(({ url }) => url.includes(id));
	}

	/** Its answer came together with the end of the item's time, so it may have been read or not. */
	isLate({ closedAtMs = 0, answer }: SentRequest): boolean {
		return answer !== undefined && closedAtMs > this.endsAtMs - this.evidence.toleranceMs;
	}

	chargeOf = (paid: SentRequest): Charge => (this.isLate(paid) ? 'unclear' : chargeOf(paid));

	/** The job ended without being charged, as an answer told before `byMs`. */
	isRefunded(paid: SentRequest, byMs = Infinity): boolean {
		if (this.chargeOf(paid) === 'refunded') return true;
		return this.checksOf(paid).some(
			(check) =>
				outcomeOf(check) === 'told' &&
				check.answer?.says.status === 'ERROR' &&
				(check.closedAtMs ?? Infinity) <= byMs,
		);
	}

	/** Paid requests whose answer arrived and says what was paid for. */
	get charged(): SentRequest[] {
		return this.paid.filter((paid) => this.chargeOf(paid) === 'charged' && !this.isRefunded(paid));
	}

	/** The links to the results of a paid request, or of the request that the user gave, and when they arrived. */
	linksOf(paid: SentRequest | undefined): Array<ResultLink & { arrivedAtMs: number }> {
		const checks = this.checksOf(paid).filter((check) => outcomeOf(check) === 'told');
		return [...(paid ? [paid] : []), ...checks].flatMap(({ answer, closedAtMs = Infinity }) =>
			(answer?.says.links ?? []).map((link) => ({ ...link, arrivedAtMs: closedAtMs })),
		);
	}
}

export const isWithin = (ms: number, fromMs: number, toMs: number): boolean =>
	ms >= fromMs && ms <= toMs;
