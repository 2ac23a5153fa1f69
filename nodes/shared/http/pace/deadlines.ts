import type { TimeLimit } from '../clock';
import type { Kind } from '../judge';

/** A status check without an answer is given up after this time and made again. */
const LONGEST_CHECK_MS = 30_000;
/** The last status check may come sooner than its interval, but not sooner than this after the check before. */
const LAST_CHECK_GAP_MS = 500;
/** A download that gets no bytes for this time is given up and started again. */
const LONGEST_SILENCE_MS = 30_000;

/** The latest time to send. An item whose time hasn't started waits for a pause no longer than its limit. */
export function latestStartMs(time: TimeLimit, kind: Kind): number {
	const endsAtMs = time.isRunning ? time.endsAtMs : Date.now() + time.limitMs;
	return kind === 'paid' || kind === 'input' ? endsAtMs - time.leastMs : endsAtMs;
}

/**
 * From this time on, an attempt to get what is paid for leaves whatever pause or interval there is: a status check for
 * the last time, a download as often as there is time.
 */
export function finalMs(time: TimeLimit, kind: Kind): number {
	if (kind === 'check') return time.lastCheckAtMs;
	return kind === 'result' ? time.endsAtMs - time.leastMs : Infinity;
}

/** When the attempt leaves that nothing delays. A status check must not follow the one before too closely. */
export const lastAttemptAtMs = (time: TimeLimit, kind: Kind, checkedAtMs = -Infinity): number =>
	Math.max(finalMs(time, kind), checkedAtMs + LAST_CHECK_GAP_MS);

/** When a free request that left is given up. @param heardAtMs when its last bytes arrived. */
export function givenUpAtMs(
	time: TimeLimit,
	kind: Kind,
	leftAtMs: number,
	heardAtMs: number,
): number {
	const { endsAtMs, leastMs, lastCheckAtMs } = time;
	if (kind === 'check') {
		if (leftAtMs >= lastCheckAtMs) return endsAtMs;
		const lastAtMs = Math.max(lastCheckAtMs, leftAtMs + LAST_CHECK_GAP_MS);
		// With a short time limit, it takes no more than a third, so that time remains for the result.
		const longestMs = Math.min(LONGEST_CHECK_MS, Math.max(2_000, Math.floor(time.limitMs / 3)));
		return Math.min(leftAtMs + longestMs, lastAtMs);
	}
	const ownEndMs = kind === 'input' ? endsAtMs - leastMs : endsAtMs;
	return Math.min(ownEndMs, heardAtMs + LONGEST_SILENCE_MS);
}
