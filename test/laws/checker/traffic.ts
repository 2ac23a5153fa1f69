import type { Evidence, SentRequest } from './evidence';
import { type Breach, chargeOf, type ItemFacts, MAY_BE_CHARGED, NEVER_SENT } from './facts';

const isOpenAt = ({ atMs, closedAtMs = Infinity }: SentRequest, ms: number): boolean =>
	atMs <= ms && closedAtMs > ms;

const filesAt = ({ requests }: Evidence, ms: number): number =>
	requests.filter((request) => request.kind !== 'check' && isOpenAt(request, ms)).length;

/** How long a place may stay empty before it counts. */
const NOTICED_MS = 300;

/** Whether there was no time from one moment to another in which one more file could have been sent. */
export function slotsAreFullFrom(evidence: Evidence, fromMs: number, toMs: number): boolean {
	return longestGapMs(evidence, fromMs, toMs, [], true) < NOTICED_MS;
}

/** The longest time in which nothing kept a request back: no pause, and places for files if it needs one. */
function longestGapMs(
	evidence: Evidence,
	fromMs: number,
	toMs: number,
	pauses: ReadonlyArray<readonly [fromMs: number, toMs: number]>,
	needsSlot: boolean,
): number {
	const { requests, maxConcurrency, stores } = evidence;
	const isFull = (ms: number) =>
		filesAt(evidence, ms) +
			stores.filter((store) => store.fromMs <= ms && store.toMs > ms).length >=
		maxConcurrency;
	const moments = [
		...requests.flatMap(({ atMs, closedAtMs = toMs }) => [atMs, closedAtMs]),
		...stores.flatMap((store) => [store.fromMs, store.toMs]),
		...pauses.flat(),
		fromMs,
		toMs,
	]
		.filter((ms) => ms >= fromMs && ms <= toMs)
		.sort((a, b) => a - b);
	let longestMs = 0;
	let gapMs = 0;
	for (const [position, ms] of moments.slice(0, -1).entries()) {
		const isKept = pauses.some(([from, to]) => from <= ms && to > ms) || (needsSlot && isFull(ms));
		gapMs = isKept ? 0 : gapMs + (moments[position + 1] ?? ms) - ms;
		longestMs = Math.max(longestMs, gapMs);
	}
	return longestMs;
}

/** A pause that an answer asked for may be followed by a back-off. */
const BACKOFF_MS = 31_000;

function pausesOf({ requests, neighbors }: Evidence, origin: string, isPaid: boolean) {
	return [...requests, ...neighbors].flatMap(
		({ answer, kind, closedAtMs = Infinity, origin: own }) =>
			answer &&
			(answer.status === 429 || answer.retryAfterMs !== undefined) &&
			own === origin &&
			(kind === 'paid') === isPaid
				? [{ fromMs: closedAtMs, toMs: closedAtMs + (answer.retryAfterMs ?? 0) }]
				: [],
	);
}

export const pausedUntilMs = (evidence: Evidence, origin: string, isPaid: boolean): number =>
	Math.max(0, ...pausesOf(evidence, origin, isPaid).map(({ toMs }) => toMs));

/** Law 7: after Stop nothing leaves, and what is being paid for is let finish and logged. */
export function stopped(evidence: Evidence): Breach[] {
	const { stoppedAtMs, endedAtMs, requests, log, toleranceMs } = evidence;
	if (stoppedAtMs === undefined) return [];
	const latestMs = stoppedAtMs + 10_000;
	const breach = (words: string, item?: number): Breach => ({ law: 7, item, words });
	// One that Stop breaks off is closed at the same moment.
	const isBrokenOff = ({ closedAtMs, isGivenUp }: SentRequest) =>
		isGivenUp && closedAtMs === stoppedAtMs;
	const inFlight = requests.filter(
		(request) =>
			request.kind === 'paid' && (isOpenAt(request, stoppedAtMs) || isBrokenOff(request)),
	);
	const breaches = requests
		.filter(({ atMs }) => atMs > stoppedAtMs + toleranceMs)
		.map(({ kind, item }) => breach(`a ${kind} request left after Stop`, item));
	if (endedAtMs > (inFlight.length > 0 ? latestMs : stoppedAtMs) + 200 + toleranceMs) {
		breaches.push(breach(`the node ended ${endedAtMs - stoppedAtMs} ms after Stop`));
	}
	for (const request of inFlight) {
		const { closedAtMs = Infinity, item, isGivenUp } = request;
		const charge = chargeOf(request);
		const isLetFinish =
			!isGivenUp ||
			charge === 'refused' ||
			closedAtMs >=
				Math.min(latestMs, evidence.items[item] ? endOf(evidence, item) : 0) - 200 - toleranceMs;
		if (!isLetFinish) breaches.push(breach('a paid request was broken off', item));
		if (closedAtMs > latestMs + 200 + toleranceMs)
			breaches.push(breach('a paid request was open for too long', item));
		const isTold = log.some(
			({ text, atMs }) => text.includes(MAY_BE_CHARGED) && atMs >= stoppedAtMs - toleranceMs,
		);
		if (charge === 'doubtful' && !isTold && closedAtMs > stoppedAtMs)
			breaches.push(breach('the log does not say that it may have been charged', item));
	}
	return breaches;
}

function endOf({ requests, items }: Evidence, item: number): number {
	const first = requests.find((request) => request.item === item);
	return (first?.atMs ?? 0) + (items[item]?.timeLimitMs ?? 0);
}

/** Law 8: hosts do not get the key, nor wait for one another. */
export function apart(evidence: Evidence, items: readonly ItemFacts[]): Breach[] {
	const { requests, gateway, apiKey, maxConcurrency, output, error, log } = evidence;
	const breach = (words: string, item?: number): Breach => ({ law: 8, item, words });
	const shown = [JSON.stringify(output ?? ''), error?.text ?? '', ...log.map(({ text }) => text)];
	return [
		...requests
			.filter(({ hasKey, origin }) => hasKey && origin !== gateway)
			.map(({ origin, item }) => breach(`the key went to ${origin}`, item)),
		...(shown.some((text) => text.includes(apiKey)) ? [breach('the key is shown')] : []),
		...requests
			.filter(({ atMs, kind }) => kind !== 'check' && filesAt(evidence, atMs) > maxConcurrency)
			.map(({ item }) => breach(`more than ${maxConcurrency} requests with files at once`, item)),
		...requests
			.filter((request) => isSentIntoPause(evidence, request))
			.map(({ item }) => breach('paid during a pause', item)),
		...items
			.filter((item) => isKeptWaiting(item))
			.map(({ index }) => breach('kept waiting by nothing of its own', index)),
	];
}

function isSentIntoPause(evidence: Evidence, { kind, origin, atMs }: SentRequest): boolean {
	const { toleranceMs } = evidence;
	return (
		kind === 'paid' &&
		pausesOf(evidence, origin, true).some(
			({ fromMs, toMs }) => atMs > fromMs + toleranceMs && atMs < toMs - toleranceMs,
		)
	);
}

function isKeptWaiting({ evidence, beganAtMs, requests }: ItemFacts): boolean {
	const [first] = requests;
	// With one lane an item waits for the one before it, and that is what it is for.
	if (first === undefined || evidence.maxConcurrency === 1) return false;
	// An input is fetched for a paid request, so it may wait for what that one has to wait for.
	const own = [
		...pausesOf(evidence, first.origin, first.kind === 'paid'),
		...(first.kind === 'input' ? pausesOf(evidence, evidence.gateway, true) : []),
	];
	const unreachable = [...evidence.requests, ...evidence.neighbors]
		.filter(({ kind, failure }) => kind === 'paid' && NEVER_SENT.includes(failure?.code ?? ''))
		.map(({ closedAtMs = Infinity }) => ({ fromMs: closedAtMs, toMs: closedAtMs }));
	const pauses = [...own, ...unreachable].map(
		({ fromMs, toMs }) => [fromMs, toMs + BACKOFF_MS] as const,
	);
	const gapMs = longestGapMs(
		evidence,
		evidence.startedAtMs,
		beganAtMs,
		pauses,
		first.kind !== 'check',
	);
	return gapMs > NOTICED_MS + evidence.toleranceMs;
}

/** Law 9, as far as one execution shows it: nothing of it stays. */
export function bounded({ requests, stoppedAtMs, endedAtMs, quietAtMs }: Evidence): Breach[] {
	const left = requests.filter(({ closedAtMs }) => closedAtMs === undefined);
	const latestMs = Math.max(endedAtMs, stoppedAtMs === undefined ? 0 : stoppedAtMs + 10_000) + 1000;
	return [
		...left.map(({ kind, item }) => ({ law: 9, item, words: `a ${kind} request stays open` })),
		...(quietAtMs > latestMs
			? [{ law: 9, words: `something went on for ${quietAtMs - endedAtMs} ms` }]
			: []),
	];
}
