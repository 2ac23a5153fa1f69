import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock, TimeLimit } from './clock';
import { exchange, type IncomingResponse, type OutgoingRequest } from './exchange';
import { Failure, OutOfTime, sentences, Stopped } from './failure';
import type { Slot } from './gate';
import {
	backoffMs,
	type Fault,
	type Kind,
	KINDS,
	mayBeCharged,
	maySendAgain,
	type Outcome,
} from './judge';
import type { Ledger, PaidRequest } from './ledger';
import type { Pauses } from './pauses';

/** What all requests of one execution share. */
export interface Traffic {
	readonly context: IExecuteFunctions;
	readonly clock: Clock;
	readonly pauses: Pauses;
	/** Aborted at Stop, and when an item has ended the run: nothing new leaves. */
	readonly signal: AbortSignal;
	/** Aborted at Stop only. */
	readonly stopSignal: AbortSignal;
	/** Infinity until then. */
	stoppedAtMs(): number;
}

/** What one item grants to each of its requests. */
export interface RequestLimits {
	/** How many times a request that counts them may be sent again. */
	readonly retries: number;
	readonly time: TimeLimit;
}

/** Whoever sends: one item. */
export interface Sender {
	readonly traffic: Traffic;
	readonly limits: RequestLimits;
	readonly slot: Slot;
	readonly ledger: Ledger;
}

/** When the status checks of one job come. */
export interface Pace {
	/** Before the first: when it is worth it; after that, at least an interval after the one before. */
	dueAtMs(): number;
	/** When the one before left. */
	readonly leftAtMs: number | undefined;
	left(atMs: number): void;
}

/** A request to send until it has brought something, or may not be sent again. */
export interface Order<T> {
	readonly kind: Kind;
	/** Requests of one lane pause together: an origin, and whether they cost money. */
	readonly lane: string;
	/** Prepares the request in its slot, once: what it fetches takes time, so everything is looked at again after it. */
	prepare(): Promise<OutgoingRequest>;
	/** @param paid the entry of a paid request, to be accepted. @param progress to be called whenever bytes arrive. */
	read(
		response: IncomingResponse,
		progress: () => void,
		paid: PaidRequest | undefined,
	): Promise<Outcome<T>>;
	readonly pace?: Pace;
	/** Counts against the retries although its kind does not. */
	readonly countsRetries?: boolean;
	/** A fault that passes although the judge says otherwise. */
	passes?(fault: Fault): boolean;
}

/** A status check that hangs is given up and made again, rather than waited on until the item's time is over. */
const LONGEST_CHECK_MS = 30_000;
/** The last status check may come sooner than an interval after the one before, but not sooner than this. */
const LAST_CHECK_GAP_MS = 500;
/** A download that stands still for so long is given up and tried again. */
const LONGEST_SILENCE_MS = 30_000;
/** After Stop a paid request is let finish for so long. */
const LAST_WORDS_MS = 10_000;

/**
 * The one loop that sends: every request of every kind goes through it. Stop, pause, time and slot are tested here and
 * nowhere else, directly before a request leaves.
 *
 * @throws Failure why it brought nothing. @throws OutOfTime @throws Stopped
 */
export async function send<T>(sender: Sender, order: Order<T>): Promise<T> {
	const { slot } = sender;
	const wasHeld = slot.held;
	try {
		return await sendUntilDone(sender, order);
	} finally {
		if (!wasHeld) slot.leave();
	}
}

async function sendUntilDone<T>(sender: Sender, order: Order<T>): Promise<T> {
	const { limits, traffic } = sender;
	const { kind, pace, lane } = order;
	const countsRetries = order.countsRetries ?? KINDS[kind].countsRetries;
	let readyAtMs = 0;
	let failed: Failure | undefined;
	let request: OutgoingRequest | undefined;
	for (let attempt = 0; ; ) {
		await turn(sender, order, readyAtMs, failed);
		if (request === undefined) {
			request = await order.prepare();
			continue;
		}
		limits.time.start();
		const leftAtMs = Date.now();
		pace?.left(leftAtMs);
		const outcome =
			kind === 'paid'
				? await attemptPaid(sender, order, request)
				: await attemptFree(sender, order, request, leftAtMs);
		if ('value' in outcome) return outcome.value;

		const { fault } = outcome;
		const againAtMs = Date.now() + backoffMs(attempt, fault.retryAfterMs);
		const isTold = fault.status === 429 || fault.retryAfterMs !== undefined;
		if (isTold || (kind === 'paid' && fault.cause === 'unreachable')) {
			traffic.pauses.pause(lane, againAtMs);
		}
		if (!maySendAgain(kind, fault) && order.passes?.(fault) !== true) throw fault.failure;
		if (countsRetries && attempt >= limits.retries) throw fault.failure;
		failed = fault.failure;
		if (leftAtMs >= finalMs(limits.time, kind)) throw outOfTime(sender, order, failed);
		// A status check that was not told to wait comes again after its interval.
		readyAtMs = pace === undefined || isTold ? againAtMs : 0;
		attempt += 1;
	}
}

/** Settles when the request may leave at once: due, in time, not paused, not stopped, and in its slot. */
async function turn<T>(
	sender: Sender,
	order: Order<T>,
	readyAtMs: number,
	failed: Failure | undefined,
): Promise<void> {
	const { slot, limits, traffic } = sender;
	const { clock, pauses, signal } = traffic;
	const dueAtMs = () =>
		Math.min(
			Math.max(readyAtMs, pauses.endsAtMs(order.lane), order.pace?.dueAtMs() ?? 0),
			lastAttemptAtMs(sender, order),
		);
	const latestMs = () => latestStartMs(limits.time, order.kind);
	for (;;) {
		if (signal.aborted) throw new Stopped();
		const nowMs = Date.now();
		if (Math.max(dueAtMs(), nowMs) > latestMs()) throw outOfTime(sender, order, failed);
		if (dueAtMs() > nowMs) {
			slot.leave();
			await clock.until(dueAtMs, signal);
		} else if (KINDS[order.kind].takesSlot && !slot.held) {
			await slot.enter(limits.time.isRunning, latestMs, signal);
		} else return;
	}
}

/** What leaves later has no chance. An item whose time does not run yet waits for a pause no longer than for its limit. */
function latestStartMs(time: TimeLimit, kind: Kind): number {
	const endsAtMs = time.isRunning ? time.endsAtMs : Date.now() + time.limitMs;
	return kind === 'paid' || kind === 'input' ? endsAtMs - time.leastMs : endsAtMs;
}

/** From when on an attempt to get what is paid for is the last one, which no pause and no interval puts off. */
function finalMs(time: TimeLimit, kind: Kind): number {
	if (kind === 'check') return time.lastCheckAtMs;
	return kind === 'result' ? time.endsAtMs - time.leastMs : Infinity;
}

/** When that one leaves: a status check not too soon after the one before. */
const lastAttemptAtMs = ({ limits: { time } }: Sender, { kind, pace }: Order<unknown>): number =>
	Math.max(finalMs(time, kind), (pace?.leftAtMs ?? -Infinity) + LAST_CHECK_GAP_MS);

function outOfTime(
	{ limits: { time }, traffic }: Sender,
	{ kind, lane }: Order<unknown>,
	failed: Failure | undefined,
): OutOfTime {
	if (failed !== undefined) {
		const left = `There was no time for another try within ${time.title}. Raise "Time Limit" in the options, or try again later`;
		return new OutOfTime(failed.message, sentences(failed.description, left), failed.httpCode);
	}
	const pausedMs = traffic.pauses.endsAtMs(lane) - Date.now();
	if (pausedMs > 0) {
		return new OutOfTime(
			`The ${kind === 'paid' || kind === 'check' ? 'gateway' : 'host of the file'} is limiting requests for another ${Math.ceil(pausedMs / 1000)} s`,
			`That is longer than the time limit of ${time.title} allows, so the request was not sent. Try again later, or raise "Time Limit" in the options.`,
		);
	}
	const what = kind === 'paid' ? 'send the paid request' : `fetch the ${kind}`;
	const least = kind === 'result' ? '' : `At least ${time.leastMs / 1000} s are needed.`;
	return new OutOfTime(
		`The time limit of ${time.title} left too little time to ${what}`,
		`${least} Raise "Time Limit" in the options.`.trim(),
	);
}

async function attemptFree<T>(
	sender: Sender,
	order: Order<T>,
	request: OutgoingRequest,
	leftAtMs: number,
): Promise<Outcome<T>> {
	const { traffic, limits } = sender;
	const { clock, signal, context } = traffic;
	let heardAtMs = leftAtMs;
	const progress = () => {
		heardAtMs = Date.now();
	};
	const endsAtMs = () => endOfFree(limits.time, order.kind, leftAtMs, heardAtMs);
	return await exchange(context, request, { clock, endsAtMs, signal }, (response) =>
		order.read(response, progress, undefined),
	);
}

function endOfFree(time: TimeLimit, kind: Kind, leftAtMs: number, heardAtMs: number): number {
	const { endsAtMs, leastMs, lastCheckAtMs } = time;
	if (kind === 'check') {
		if (leftAtMs >= lastCheckAtMs) return endsAtMs;
		const lastAtMs = Math.max(lastCheckAtMs, leftAtMs + LAST_CHECK_GAP_MS);
		return Math.min(leftAtMs + LONGEST_CHECK_MS, lastAtMs);
	}
	const ownEndMs = kind === 'input' ? endsAtMs - leastMs : endsAtMs;
	return Math.min(ownEndMs, heardAtMs + LONGEST_SILENCE_MS);
}

/**
 * A paid request is in the ledger before it leaves, and stays doubtful until there is proof. After Stop it is let finish for
 * a while, though nobody waits for it: its answer goes into the log.
 */
async function attemptPaid<T>(
	{ traffic, limits, ledger }: Sender,
	order: Order<T>,
	request: OutgoingRequest,
): Promise<Outcome<T>> {
	const { clock, context, stopSignal } = traffic;
	const paid = ledger.open();
	const endsAtMs = () => Math.min(limits.time.endsAtMs, traffic.stoppedAtMs() + LAST_WORDS_MS);
	const settle = (outcome: Outcome<T>): Outcome<T> => {
		if ('fault' in outcome && paid.charge === 'doubtful' && !mayBeCharged(outcome.fault)) {
			paid.charge = 'refused';
		}
		if (stopSignal.aborted && paid.charge === 'doubtful') ledger.tellDoubt(paid);
		return outcome;
	};
	const refuse = (error: unknown): never => {
		// Only the opening of its own files throws: it has not left.
		if (paid.charge === 'doubtful') paid.charge = 'refused';
		throw error;
	};
	const outcome = exchange(context, request, { clock, endsAtMs }, (response) =>
		order.read(response, () => {}, paid),
	).then(settle, refuse);
	const stop = clock.wait(() => Infinity, stopSignal);
	try {
		return await Promise.race([outcome, stop.done.then(() => outcome)]);
	} finally {
		outcome.catch(() => {});
		stop.end();
	}
}
