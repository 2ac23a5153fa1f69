import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock, TimeLimit } from './clock';
import { exchange, type IncomingResponse, type OutgoingRequest } from './exchange';
import { type Failure, Stopped } from './failure';
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
import { outOfTime } from './outOfTime';
import { finalMs, givenUpAtMs, lastAttemptAtMs, latestStartMs } from './pace/deadlines';
import type { Pace } from './pace/polling';
import type { Pauses } from './pauses';

/** What all requests of one execution share. */
export interface Traffic {
	readonly context: IExecuteFunctions;
	readonly clock: Clock;
	readonly pauses: Pauses;
	/** Aborted at Stop, and when an item has ended the execution. Nothing new is sent then. */
	readonly signal: AbortSignal;
	/** Aborted at Stop only. */
	readonly stopSignal: AbortSignal;
	/** Infinity if the execution hasn't been stopped. */
	stoppedAtMs(): number;
}

/** The limits that an item sets for each of its requests. */
export interface RequestLimits {
	/** How often a request may be sent again, if its kind counts retries. */
	readonly retries: number;
	readonly time: TimeLimit;
}

/** An item, as the loop sees it. */
export interface Sender {
	readonly traffic: Traffic;
	readonly limits: RequestLimits;
	readonly slot: Slot;
	readonly ledger: Ledger;
}

/** A request that is sent until it has brought something or may not be sent again. */
export interface Order<T> {
	readonly kind: Kind;
	/** Requests of one lane pause together: those to one origin that cost money, or those that don't. */
	readonly lane: string;
	/**
	 * Prepares the request once, in its slot. This can take time, so time, pauses, and Stop are checked again after it.
	 */
	prepare(): Promise<OutgoingRequest>;
	/**
	 * @param paid the ledger's entry of a paid request, to be accepted.
	 * @param progress to be called whenever bytes arrive.
	 */
	read(
		response: IncomingResponse,
		progress: () => void,
		paid: PaidRequest | undefined,
	): Promise<Outcome<T>>;
	readonly pace?: Pace;
	/** Whether attempts count against the retries. Default: as their kind says. */
	readonly countsRetries?: boolean;
	/** Whether a fault may pass although the judge says it won't. */
	passes?(fault: Fault): boolean;
}

/** Paid requests that waited for a pause leave spread over this time. Together, most would be refused again. */
const SPREAD_MS = 2_000;
/** After Stop, a paid request may finish for this time. */
const LAST_WORDS_MS = 10_000;

/**
 * The only loop that sends: every request goes through it. Only here, directly before a request leaves, are Stop,
 * pauses, time, and slots checked.
 *
 * @throws Failure with the reason why the request brought nothing.
 * @throws OutOfTime
 * @throws Stopped
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
	const { time, retries } = sender.limits;
	const { kind, pace } = order;
	const countsRetries = order.countsRetries ?? KINDS[kind].countsRetries;
	const wait: Wait = { readyAtMs: 0, hadLastChance: false };
	let request: OutgoingRequest | undefined;
	for (let attempt = 0; ; ) {
		await turn(sender, order, wait);
		if (request === undefined) {
			request = await order.prepare();
			continue;
		}
		time.start();
		const leftAtMs = Date.now();
		pace?.left(leftAtMs);
		const hear = (outcome: Outcome<T>) => heard(sender, order, attempt, outcome);
		const outcome =
			kind === 'paid'
				? await attemptPaid(sender, order, request, hear)
				: hear(await attemptFree(sender, order, request, leftAtMs));
		if ('value' in outcome) return outcome.value;

		const { fault, againAtMs, isTold } = outcome;
		if (!maySendAgain(kind, fault) && order.passes?.(fault) !== true) throw fault.failure;
		if (countsRetries && attempt >= retries) throw fault.failure;
		wait.failed = fault.failure;
		wait.hadLastChance = leftAtMs >= finalMs(time, kind);
		if (wait.hadLastChance && kind === 'check') throw outOfTime(time, kind, 0, fault.failure);
		// A status check that wasn't asked to wait comes again after its interval.
		wait.readyAtMs = pace === undefined || isTold ? againAtMs : 0;
		attempt += 1;
	}
}

/** What keeps the next attempt back. */
interface Wait {
	/** Its back-off, or what the answer before asked for. */
	readyAtMs: number;
	/** Whether an attempt has left that no pause delayed. */
	hadLastChance: boolean;
	failed?: Failure;
}

type Heard<T> =
	| { readonly value: T }
	| { readonly fault: Fault; readonly againAtMs: number; readonly isTold: boolean };

/**
 * Notes the pause that an answer asks for, and says when the next attempt may leave. Also for an answer after Stop:
 * other executions keep to its pause.
 */
function heard<T>(
	{ traffic }: Sender,
	{ kind, lane }: Order<T>,
	attempt: number,
	outcome: Outcome<T>,
): Heard<T> {
	if ('value' in outcome) return outcome;
	const { fault } = outcome;
	const againAtMs = Date.now() + backoffMs(attempt, fault.retryAfterMs);
	const isTold = fault.status === 429 || fault.retryAfterMs !== undefined;
	if (isTold || (kind === 'paid' && fault.cause === 'unreachable')) {
		traffic.pauses.pause(lane, againAtMs);
	}
	return { fault, againAtMs, isTold };
}

/** Resolves when the request may leave: due, in time, not paused, not stopped, and in its slot. */
async function turn<T>(
	sender: Sender,
	order: Order<T>,
	{ readyAtMs, hadLastChance, failed }: Wait,
): Promise<void> {
	const { slot, traffic } = sender;
	const { time } = sender.limits;
	const { clock, pauses, signal } = traffic;
	const { kind, lane, pace } = order;
	const latestMs = () => latestStartMs(time, kind);
	const tooLate = () => outOfTime(time, kind, pauses.endsAtMs(lane) - Date.now(), failed);
	const enteredAtMs = Date.now();
	const spreadMs = kind === 'paid' ? Math.floor(Math.random() * SPREAD_MS) : 0;
	const pausedUntilMs = () => {
		const endsAtMs = pauses.endsAtMs(lane);
		if (endsAtMs <= enteredAtMs) return endsAtMs;
		return Math.max(endsAtMs, Math.min(endsAtMs + spreadMs, latestMs()));
	};
	const dueAtMs = () =>
		Math.min(
			Math.max(readyAtMs, pausedUntilMs(), pace?.dueAtMs() ?? 0),
			hadLastChance ? Infinity : lastAttemptAtMs(time, kind, pace?.leftAtMs),
		);
	for (;;) {
		if (signal.aborted) throw new Stopped();
		const nowMs = Date.now();
		if (Math.max(dueAtMs(), nowMs) > latestMs()) throw tooLate();
		if (dueAtMs() > nowMs) {
			slot.leave();
			// A pause that begins during this wait may delay the request beyond its last moment.
			await clock.until(() => Math.min(dueAtMs(), latestMs() + 1), signal);
		} else if (KINDS[kind].takesSlot && !slot.held) {
			const isIn = await slot.enter(time.isRunning, latestMs, signal);
			if (!isIn) throw tooLate();
		} else return;
	}
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
	const endsAtMs = () => givenUpAtMs(limits.time, order.kind, leftAtMs, heardAtMs);
	return await exchange(context, request, { clock, endsAtMs, signal }, (response) =>
		order.read(response, progress, undefined),
	);
}

/**
 * A paid request is in the ledger before it leaves, and stays doubtful until an answer proves otherwise. After Stop
 * it may finish for a while. Nobody waits for it then, but its answer goes to the log.
 */
async function attemptPaid<T>(
	{ traffic, limits, ledger }: Sender,
	order: Order<T>,
	request: OutgoingRequest,
	hear: (outcome: Outcome<T>) => Heard<T>,
): Promise<Heard<T>> {
	const { clock, context, stopSignal } = traffic;
	const paid = ledger.open();
	const endsAtMs = () => Math.min(limits.time.endsAtMs, traffic.stoppedAtMs() + LAST_WORDS_MS);
	const settle = (outcome: Outcome<T>): Heard<T> => {
		if ('fault' in outcome && paid.charge === 'doubtful' && !mayBeCharged(outcome.fault)) {
			paid.charge = 'refused';
		}
		if (stopSignal.aborted && paid.charge === 'doubtful') ledger.tellDoubt(paid);
		return hear(outcome);
	};
	const refuse = (error: unknown): never => {
		// Only opening the files of its body throws. The request hasn't left then.
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
