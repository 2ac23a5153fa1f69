import type { Failure } from './failure';
import type { Slots } from './slots';
import { type TimeLimit, waitUntil } from './waiting';

/** Why a request brought nothing: `status` if there was an answer, `code` if there was none. */
export interface Fault {
	readonly failure: Failure;
	readonly status?: number;
	/** Node's error code such as ECONNRESET; TIMEOUT for a request that used up its time. Absent: the same again would fail the same. */
	readonly code?: string;
	readonly retryAfterMs?: number;
	/** It failed before anything was sent. */
	readonly isUnsent?: true;
}

export type Outcome<T> = { readonly value: T } | { readonly fault: Fault };

/** Whether sending again can cost money: look-ups and downloads are free, everything that makes a picture is paid. */
export type Cost = 'free' | 'paid';

/** What an item grants to each of its requests. */
export interface Terms {
	/** How many times a request may be sent again. */
	readonly retries: number;
	readonly limit: TimeLimit;
	/** Ends waiting, look-ups and downloads. */
	readonly signal: AbortSignal;
	/** Ends paid requests too. */
	readonly cancelSignal: AbortSignal;
	readonly slots: Slots;
}

/** Connection errors raised before a byte of the request left: the gateway cannot have taken it. */
const NEVER_ARRIVED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * The one rule of what may be sent again. A paid request only where the gateway cannot have taken it; a free one after
 * anything that may pass. Never a request that was stopped, or an answer that would be the same again.
 */
export function mayRepeat({ status, code, retryAfterMs }: Fault, cost: Cost): boolean {
	if (cost === 'paid') {
		if (status === undefined) return code !== undefined && NEVER_ARRIVED.includes(code);
		return status === 429 || (status === 503 && retryAfterMs !== undefined);
	}
	if (status === undefined) return code !== undefined;
	return status === 408 || status === 429 || status >= 500;
}

/** Whether a paid request that failed so may have been taken and charged all the same. */
export const mayBeCharged = (fault: Fault): boolean =>
	!mayRepeat(fault, 'paid') &&
	fault.isUnsent === undefined &&
	(fault.status === undefined || fault.status === 408 || fault.status >= 500);

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Exponential back-off with full jitter: anything between nothing and 0.5 s, 1 s, 2 s ... at most 30 s, so that requests
 * which failed together do not come back together. A `Retry-After` is the least, and the jitter comes on top.
 */
export function backoffMs(attempt: number, retryAfterMs = 0, random = Math.random): number {
	const ceilingMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);
	return retryAfterMs + random() * ceilingMs;
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, section 10.2.3). Undefined if absent or neither. */
export function retryAfterMsOf(header: string | undefined): number | undefined {
	if (header === undefined || header.trim() === '') return undefined;
	const seconds = Number(header);
	const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
	return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/**
 * Sends until there is a value, a fault that may not be repeated, no retry left, or no time to wait for the next one.
 *
 * @throws Failure of the last attempt.
 */
export async function withRetries<T>(
	send: () => Promise<Outcome<T>>,
	cost: Cost,
	{ retries, limit, signal, slots }: Terms,
): Promise<T> {
	for (let attempt = 0; ; attempt += 1) {
		const outcome = await send();
		if ('value' in outcome) return outcome.value;
		const { fault } = outcome;
		const againAtMs = Date.now() + backoffMs(attempt, fault.retryAfterMs);
		const isInTime = againAtMs < limit.endsAtMs;
		// A limit that outlasts this item's time would keep the others from even being told of it.
		if (fault.status === 429 && isInTime) slots.pause(againAtMs);
		if (!mayRepeat(fault, cost) || attempt >= retries || !isInTime) throw fault.failure;
		await waitUntil(againAtMs, signal);
		await slots.resumed();
	}
}
