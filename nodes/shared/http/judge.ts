import type { Failure } from './failure';

/** What a request is for: one that costs money, an input behind a link, a result that is paid for, a status check. */
export type Kind = 'paid' | 'input' | 'result' | 'check';

/** How a request came to nothing. */
export type Cause =
	/** An answer whose status is no success. */
	| 'status'
	/** No connection, so nothing was sent: refused, no such name, a proxy that broke off. May pass. */
	| 'unreachable'
	/** Nothing was sent, and nothing would be: a certificate, a failed TLS handshake, n8n's own refusal. */
	| 'unsent'
	/** No answer, or not all of it: reset, cut, hanging. */
	| 'broken'
	/** A success that is not what it should be, such as no JSON. */
	| 'unreadable'
	/** What arrived cannot be used, and would not be another time: no image, too large, no room to store it. */
	| 'unusable';

/** Why a request brought nothing. */
export interface Fault {
	readonly cause: Cause;
	readonly failure: Failure;
	readonly status?: number;
	readonly retryAfterMs?: number;
	/** The body is a web page, such as a check for bots in front of the gateway. */
	readonly isWebPage?: boolean;
}

export type Outcome<T> = { readonly value: T } | { readonly fault: Fault };

/** What a kind of request is granted. */
export const KINDS = {
	paid: { takesSlot: true, countsRetries: true },
	input: { takesSlot: true, countsRetries: true },
	result: { takesSlot: true, countsRetries: false },
	check: { takesSlot: false, countsRetries: false },
} as const satisfies Record<Kind, { takesSlot: boolean; countsRetries: boolean }>;

/** A limit, or a gateway that says when to come back: it has not taken the request. */
const isToldToWait = ({ status, retryAfterMs }: Fault): boolean =>
	status === 429 || (status === 503 && retryAfterMs !== undefined);

/**
 * The one rule of what may be sent again. A paid request only where the gateway cannot have taken it; a free one after
 * anything that may pass.
 */
export function maySendAgain(kind: Kind, fault: Fault): boolean {
	const { cause, status = 0, isWebPage = false } = fault;
	if (kind === 'paid') return cause === 'unreachable' || isToldToWait(fault);
	if (cause === 'status') {
		return status === 408 || status === 429 || status >= 500 || (status === 403 && isWebPage);
	}
	return cause === 'unreachable' || cause === 'broken' || cause === 'unreadable';
}

/** Whether a paid request that failed so may have been taken and charged all the same: unless the opposite is certain. */
export function mayBeCharged(fault: Fault): boolean {
	const { cause, status = 0 } = fault;
	if (cause === 'unreachable' || cause === 'unsent' || isToldToWait(fault)) return false;
	return cause !== 'status' || status === 408 || status >= 500;
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Exponential back-off with full jitter: anything between nothing and 0.5 s, 1 s, 2 s ... at most 30 s, so that requests
 * which failed together do not come back together. A `Retry-After` is the least, and the jitter comes on top.
 */
export function backoffMs(attempt: number, retryAfterMs = 0): number {
	const ceilingMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10));
	return Math.ceil(retryAfterMs + Math.random() * ceilingMs);
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, section 10.2.3). Undefined if absent or neither. */
export function retryAfterMsOf(header: string | undefined): number | undefined {
	if (header === undefined || header.trim() === '') return undefined;
	const seconds = Number(header);
	const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
	return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
