import type { SentRequest } from './evidence';
import {
	type Breach,
	isDone,
	isLost,
	isWithin,
	type ItemFacts,
	outcomeOf,
	WAS_STILL,
} from './facts';
import { pausedUntilMs, slotsAreFullFrom } from './traffic';

/** Law 4: nothing is paid for that cannot be fetched in time, and nobody is given up without a last check. */
export function inTime(item: ItemFacts): Breach[] {
	const { evidence, index, terms, requests, paid, checks, error, endsAtMs } = item;
	const { toleranceMs } = evidence;
	const breach = (words: string): Breach => ({ law: 4, item: index, words });
	const leastMs = Math.min(2000, terms.timeLimitMs / 2);
	// One that leaves with the end has no chance, unless the job was not known before.
	const knownAtMs = paid.at(-1)?.closedAtMs ?? 0;
	const latestMs = Math.max(endsAtMs - 100, knownAtMs) + toleranceMs;
	const lastCheck = checks.find(({ atMs }) =>
		isWithin(atMs, item.lastCheckFromMs - toleranceMs, latestMs),
	);
	// One that keeps to the interval may have been meant as any other.
	const isEarly = (check: SentRequest) => {
		const before = checks[checks.indexOf(check) - 1];
		return before !== undefined && check.atMs - before.atMs < terms.intervalMs - 50;
	};
	const isInFlightAtStop = ({ kind, atMs }: SentRequest) =>
		kind === 'paid' && evidence.stoppedAtMs !== undefined && atMs <= evidence.stoppedAtMs;
	return [
		...paid
			.filter(({ atMs }) => endsAtMs - atMs < leastMs - toleranceMs)
			.map(({ atMs }) => breach(`paid with ${endsAtMs - atMs} ms left`)),
		...requests
			.filter(({ atMs }) => atMs > endsAtMs + toleranceMs)
			.map(({ kind, atMs }) =>
				breach(`a ${kind} request left ${atMs - endsAtMs} ms after its end`),
			),
		...requests
			.filter((request) => !isInFlightAtStop(request))
			.filter(({ closedAtMs = Infinity }) => closedAtMs > endsAtMs + 100 + toleranceMs)
			.map(({ kind }) => breach(`a ${kind} request was open after its end`)),
		...(error?.includes(WAS_STILL) && lastCheck === undefined
			? [breach('given up as still waiting without a last check')]
			: []),
		...(lastCheck &&
		isEarly(lastCheck) &&
		outcomeOf(lastCheck) !== 'told' &&
		checks.at(-1) !== lastCheck
			? [breach('the last check failed, and another followed')]
			: []),
	];
}

/** Law 5: what is paid for is fetched as long as there is time, and what is not is bounded by Retries. */
export function patient(item: ItemFacts): Breach[] {
	const { evidence, index, terms, error, paid } = item;
	const breach = (words: string): Breach => ({ law: 5, item: index, words });
	const refunds = paid.filter((request) => item.isRefunded(request)).length;
	const breaches: Breach[] = [];
	if (refunds > terms.retries + 1 || paid.length > (terms.retries + 1) * (refunds + 1)) {
		breaches.push(breach(`${paid.length} paid requests with ${terms.retries} retries`));
	}
	const inputs = item.of('input').length;
	if (inputs > (terms.retries + 1) * (paid.length + 1))
		breaches.push(breach(`${inputs} requests for its input`));
	if (terms.does !== 'pay') {
		const answered = item.checks.findIndex((check) => outcomeOf(check) === 'told');
		const before = answered === -1 ? item.checks.length : answered;
		if (before > terms.retries + 1)
			breaches.push(breach(`${before} checks before the first answer`));
	}
	const isEnded =
		evidence.stoppedAtMs !== undefined || (evidence.error && evidence.error.item !== index);
	if (error === undefined || isEnded) return breaches;
	const owed = terms.does === 'pay' ? item.charged.at(-1) : undefined;
	if (terms.does === 'pay' && owed === undefined) return breaches;
	return [...breaches, ...impatience(item, owed).map(breach)];
}

/** What should have been tried for the result that an item in error was owed. */
function impatience(item: ItemFacts, owed: SentRequest | undefined): string[] {
	const { terms } = item;
	const links = item.linksOf(owed);
	const isWaiting =
		owed === undefined ||
		(owed.answer?.says.id !== undefined &&
			owed.answer.says.text === undefined &&
			owed.answer.says.status !== undefined);
	if (links.length > 0) return terms.downloads ? untriedLinks(item, links) : [];
	if (!terms.waits || !isWaiting) return [];
	const status = owed?.answer?.says.status;
	const checks = item.checksOf(owed);
	const outcomes = checks.map((check) =>
		outcomeOf(check, owed ? check.atMs - owed.atMs : Infinity),
	);
	const hasSettled = checks.some(
		({ answer }) => !['QUEUED', 'IN_QUEUE', 'PROCESSING', undefined].includes(answer?.says.status),
	);
	if (
		isLost(status) ||
		isDone(status) ||
		hasSettled ||
		outcomes.some((outcome) => outcome === 'final' || outcome === 'unclear')
	)
		return [];
	const isUnknown = owed === undefined && !outcomes.includes('told');
	if (isUnknown && checks.length > terms.retries) return [];
	// One that would have to wait for longer than it may take need not begin.
	const isPaused = pausedUntilMs(item.evidence, item.evidence.gateway, false) > 0;
	if (item.requests.length === 0 && (terms.cannotStart || isPaused)) return [];
	if (checks.some(({ atMs }) => atMs >= item.lastCheckFromMs - item.evidence.toleranceMs))
		return [];
	return ['given up before its time was over'];
}

const LONGEST_BACKOFF_MS = 30_000;

function untriedLinks(item: ItemFacts, links: ReturnType<ItemFacts['linksOf']>): string[] {
	const { evidence, endsAtMs, index } = item;
	if (evidence.stores.some((store) => store.item === index && store.hasFailed)) return [];
	for (const { url, arrivedAtMs } of links) {
		if (url === undefined) continue;
		const tries = item.of('result').filter((request) => request.url === url);
		const last = tries.at(-1);
		if (last === undefined) {
			if (endsAtMs - arrivedAtMs < 300 || slotsAreFullFrom(evidence, arrivedAtMs, endsAtMs))
				return [];
			return ['a result was never tried'];
		}
		if (tries.some((request) => outcomeOf(request) !== 'passing')) return [];
		const backoffMs = Math.min(LONGEST_BACKOFF_MS, 500 * 2 ** tries.length);
		const fromMs = Math.max(
			last.closedAtMs ?? Infinity,
			pausedUntilMs(evidence, last.origin, false),
		);
		if (fromMs + backoffMs + 100 < endsAtMs && !slotsAreFullFrom(evidence, fromMs, endsAtMs)) {
			return [`a result was given up ${endsAtMs - fromMs} ms before its time was over`];
		}
		return [];
	}
	return [];
}

/** Law 6: status checks of one job are apart. */
export function spaced(item: ItemFacts): Breach[] {
	const { evidence, index, terms, checks, lastCheckFromMs, endsAtMs } = item;
	const toleranceMs = 50 + evidence.toleranceMs;
	return checks.flatMap((check, position) => {
		const before = checks.slice(0, position).findLast(({ url }) => url === check.url);
		if (before === undefined) return [];
		const apartMs = check.atMs - before.atMs;
		const isLast =
			check === checks.at(-1) &&
			isWithin(check.atMs, lastCheckFromMs - toleranceMs, endsAtMs + toleranceMs);
		if (apartMs >= (isLast ? 500 : terms.intervalMs) - toleranceMs) return [];
		return [{ law: 6, item: index, words: `two checks ${apartMs} ms apart` }];
	});
}
