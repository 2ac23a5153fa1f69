import type { Evidence } from './evidence';
import { type Breach, chargeOf, ItemFacts, outcomeOf } from './facts';
import { named, onceAndTold } from './named';
import { inTime, patient, spaced } from './timely';
import { apart, bounded, pausedUntilMs, stopped } from './traffic';

/** Every breach of the laws 1 to 8 (and of 9, as far as one execution shows it) that the evidence proves. */
export function breachesOf(evidence: Evidence): Breach[] {
	const items = evidence.items.map((terms, index) => new ItemFacts(evidence, index, terms));
	const late = belated(evidence, items);
	if (evidence.endedAtMs === Infinity) return late;
	return [
		...items.flatMap((item) => [
			...named(item),
			...onceAndTold(item),
			...inTime(item),
			...patient(item),
			...spaced(item),
		]),
		...stopped(evidence),
		...apart(evidence, items),
		...bounded(evidence),
		...late,
	];
}

/** Paid requests that waited for a pause leave spread over this time. */
const SPREAD_MS = 2000;

/**
 * Law 4 for the whole: the execution is over when its last item's time is. One that fails before it sends anything
 * may have waited for a pause.
 */
function belated(evidence: Evidence, items: readonly ItemFacts[]): Breach[] {
	const { startedAtMs, endedAtMs, stoppedAtMs, gateway } = evidence;
	const ends = items.map(({ endsAtMs, requests }) =>
		requests.length > 0 ? endsAtMs : pausedUntilMs(evidence, gateway, true) + SPREAD_MS,
	);
	const lateMs =
		endedAtMs -
		Math.max(startedAtMs, ...ends, stoppedAtMs === undefined ? 0 : stoppedAtMs + 10_000);
	return lateMs > 1000 ? [{ law: 4, words: `the execution ended ${lateMs} ms late` }] : [];
}

/** What a number of executions was made of. */
export type Tally = Record<keyof typeof LEAST, number>;

/** The least in a thousand of them. */
const LEAST = {
	charges: 1500,
	doubts: 400,
	refusals: 400,
	refunds: 30,
	checks: 1500,
	failedChecks: 300,
	downloads: 700,
	failedDownloads: 200,
	stops: 60,
	stoppedPayments: 20,
	pauses: 200,
	errors: 1000,
};

export function tallyOf(evidence: Evidence): Tally {
	const { requests, stoppedAtMs, output, error } = evidence;
	const count = (test: (request: Evidence['requests'][number]) => boolean) =>
		requests.filter(test).length;
	const paid = (charge: ReturnType<typeof chargeOf>) =>
		count((request) => request.kind === 'paid' && chargeOf(request) === charge);
	return {
		charges: count(({ isTaken }) => isTaken),
		doubts: paid('doubtful'),
		refusals: paid('refused'),
		refunds: count(({ answer }) => answer?.says.status === 'ERROR'),
		checks: count(({ kind }) => kind === 'check'),
		failedChecks: count((request) => request.kind === 'check' && outcomeOf(request) !== 'told'),
		downloads: count(({ kind }) => kind === 'result'),
		failedDownloads: count((request) => request.kind === 'result' && outcomeOf(request) !== 'told'),
		stops: stoppedAtMs === undefined ? 0 : 1,
		stoppedPayments: count(
			({ kind, atMs, closedAtMs = Infinity }) =>
				kind === 'paid' &&
				stoppedAtMs !== undefined &&
				atMs <= stoppedAtMs &&
				closedAtMs > stoppedAtMs,
		),
		pauses: count(({ answer }) => (answer?.retryAfterMs ?? 0) > 0),
		errors: (output ?? []).filter((item) => item.error !== undefined).length + (error ? 1 : 0),
	};
}

const NAMES = Object.keys(LEAST).filter((name): name is keyof Tally => name in LEAST);

export function sumOf(tally: Tally, more: Tally | undefined): Tally {
	const sum = { ...tally };
	for (const name of NAMES) sum[name] += more?.[name] ?? 0;
	return sum;
}

/** What so many executions had too little of to prove anything. */
export function shortfalls(executions: number, tally: Tally | undefined): string[] {
	const had = (name: keyof Tally) => tally?.[name] ?? 0;
	return NAMES.filter((name) => had(name) * 1000 < LEAST[name] * executions).map(
		(name) => `only ${had(name)} ${name} in ${executions} executions`,
	);
}
