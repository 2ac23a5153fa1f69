import type { Failure } from './failure';

/** What a request is for: it costs money, fetches an input, fetches a result, or checks a status. */
export type Kind = 'paid' | 'input' | 'result' | 'check';

/** What went wrong with a request. */
export type Cause =
	/** An answer with a status other than 2xx. */
	| 'status'
	/** No connection, so nothing was sent: refused, unknown host, or a proxy that broke off. May pass. */
	| 'unreachable'
	/**
	 * Nothing was sent, and another attempt would end the same way: a certificate, the TLS handshake, or a refusal by
	 * n8n.
	 */
	| 'unsent'
	/** No answer, or only part of it: reset, cut, or silent. */
	| 'broken'
	/** A 2xx answer that can't be read, for example because it isn't JSON. */
	| 'unreadable'
	/**
	 * The answer can't be used, and another attempt would end the same way: not an image, too large, or it can't be
	 * stored.
	 */
	| 'unusable';

/** Why a request brought nothing. */
export interface Fault {
	readonly cause: Cause;
	readonly failure: Failure;
	readonly status?: number;
	readonly retryAfterMs?: number;
	/** Whether the body is a web page, such as a check for bots in front of the gateway. */
	readonly isWebPage?: boolean;
}

export type Outcome<T> = { readonly value: T } | { readonly fault: Fault };

/** Whether a kind of request needs a slot, and whether its attempts count against the retries. */
export const KINDS = {
	paid: { takesSlot: true, countsRetries: true },
	input: { takesSlot: true, countsRetries: true },
	result: { takesSlot: true, countsRetries: false },
	check: { takesSlot: false, countsRetries: false },
} as const satisfies Record<Kind, { takesSlot: boolean; countsRetries: boolean }>;

/** The gateway said to come back later, so it hasn't taken the request. */
const isToldToWait = ({ status, retryAfterMs }: Fault): boolean =>
	status === 429 || (status === 503 && retryAfterMs !== undefined);

/**
 * The only rule about sending again: a paid request if the gateway can't have taken it, a free request if the fault
 * may pass.
 */
export function maySendAgain(kind: Kind, fault: Fault): boolean {
	const { cause, status = 0, isWebPage = false } = fault;
	if (kind === 'paid') return cause === 'unreachable' || isToldToWait(fault);
	if (cause === 'status') {
		return status === 408 || status === 429 || status >= 500 || (status === 403 && isWebPage);
	}
	return cause === 'unreachable' || cause === 'broken' || cause === 'unreadable';
}

/** Whether a paid request with this fault may have been charged. Yes, unless it certainly wasn't. */
export function mayBeCharged(fault: Fault): boolean {
	const { cause, status = 0 } = fault;
	if (cause === 'unreachable' || cause === 'unsent' || isToldToWait(fault)) return false;
	return cause !== 'status' || status === 408 || status >= 500;
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Exponential back-off with full jitter: a random time up to 0.5 s, 1 s, 2 s, and so on, at most 30 s, so that
 * requests that failed together don't come back together. `Retry-After` is added to it.
 */
export function backoffMs(attempt: number, retryAfterMs = 0): number {
	const ceilingMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10));
	return Math.ceil(retryAfterMs + Math.random() * ceilingMs);
}

/**
 * `Retry-After` is a number of seconds or an HTTP date (RFC 9110, section 10.2.3). Undefined if it is absent or
 * neither.
 */
export function retryAfterMsOf(header: string | undefined): number | undefined {
	if (header === undefined) return undefined;
	if (/^\s*\d{1,9}(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	// A date has the name of a month. `Date.parse` takes numbers such as -3 for dates, too.
	const waitMs = /[a-z]{3}/i.test(header) ? Date.parse(header) - Date.now() : NaN;
	return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
