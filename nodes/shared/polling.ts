import { sleep } from 'n8n-workflow';
import { stopped } from './http/waiting';

/** Something that is looked at again and again until it has settled. */
export interface Poll<T> {
	look(): Promise<T>;
	isSettled(state: T): boolean;
	/** How long a settled one took, in milliseconds; undefined if it says nothing about the others. */
	durationMs(settled: T): number | undefined;
	/** The least time between two looks, and about that before the first. */
	readonly intervalMs: number;
	/** When the time is up, in milliseconds since the epoch. */
	readonly endsAtMs: number;
}

/** One poll from its start until it has settled. */
interface Watch {
	readonly startedAtMs: number;
	readonly intervalMs: number;
	readonly lastLookAtMs: number;
	lookedAtMs: number | undefined;
	turn: { take(): void; refuse(): void } | undefined;
}

/** How many are looked at while nothing is known yet of how long they take. */
const SCOUTS = 4;
/**
 * The first look comes a little before a whole interval is over. The vendor asks for 2 to 3 s, so that 2.4 s of the preset
 * 2.5 s do; much earlier, a job that takes about as long would be missed and seen an interval later.
 */
const FIRST_LOOK_SHARE = 0.96;
/** Nobody is left alone for longer than this many of its intervals. */
const LONGEST_GAP = 8;
/** One that outlives what is known is looked at after another eighth of its age, so that a long one costs few looks. */
const AGE_SHARE = 1 / 8;
/** What a look too many is worth, in milliseconds of waiting. */
const LOOK_COSTS_MS = 500;
/** The last look leaves this much of the time for its answer. */
const LAST_LOOK_MS = 1000;
const TICK_MS = 20;
const MEMORY = 32;

/**
 * Decides when each poll of one run is looked at, and learns from those that settled how long the others will take. Knows
 * nothing of requests: a poll says how to look, and what counts as settled.
 *
 * As long as none has settled, a few scouts are looked at and the rest left alone. From then on the others are looked at
 * when they are likely done. No two looks at one are closer than its interval, none further apart than eight of them, and
 * none comes after its end.
 */
export class Polling {
	private readonly watches = new Set<Watch>();
	private readonly durationsMs: number[] = [];
	private likelyDurationMs: number | undefined;
	private isTicking = false;

	constructor(private readonly signal: AbortSignal) {}

	/**
	 * Looks until the state is settled or the time is up, and returns the last state; undefined if there was no time for a look.
	 *
	 * @throws Failure when the run is stopped, and whatever `look` throws.
	 */
	async until<T>(poll: Poll<T>): Promise<T | undefined> {
		const { intervalMs, endsAtMs } = poll;
		const lastLookAtMs = endsAtMs - Math.min(LAST_LOOK_MS, intervalMs / 2);
		const startedAtMs = Date.now();
		const watch: Watch = {
			startedAtMs,
			intervalMs,
			lastLookAtMs,
			lookedAtMs: undefined,
			turn: undefined,
		};
		this.watches.add(watch);
		try {
			let state: T | undefined;
			while ((watch.lookedAtMs ?? startedAtMs) + intervalMs <= lastLookAtMs) {
				await this.turn(watch);
				watch.lookedAtMs = Date.now();
				state = await poll.look();
				if (poll.isSettled(state)) {
					this.learn(poll.durationMs(state), watch);
					break;
				}
			}
			return state;
		} finally {
			this.watches.delete(watch);
		}
	}

	private turn(watch: Watch): Promise<void> {
		return new Promise((resolve, reject) => {
			watch.turn = { take: resolve, refuse: () => reject(stopped()) };
			if (!this.isTicking) void this.tick();
		});
	}

	private async tick(): Promise<void> {
		this.isTicking = true;
		while (this.watches.size > 0) {
			const scouts = new Set([...this.watches].slice(0, SCOUTS));
			for (const watch of this.watches) {
				if (watch.turn === undefined) continue;
				if (this.signal.aborted) watch.turn.refuse();
				else if (Date.now() >= this.dueAtMs(watch, scouts.has(watch))) watch.turn.take();
				else continue;
				watch.turn = undefined;
			}
			await sleep(TICK_MS);
		}
		this.isTicking = false;
	}

	private dueAtMs(watch: Watch, isScout: boolean): number {
		const { startedAtMs, intervalMs, lookedAtMs, lastLookAtMs } = watch;
		const gapMs = Math.min(this.gapMs(watch, isScout), LONGEST_GAP * intervalMs);
		return Math.min((lookedAtMs ?? startedAtMs) + gapMs, lastLookAtMs);
	}

	private gapMs({ startedAtMs, intervalMs, lookedAtMs }: Watch, isScout: boolean): number {
		if (this.likelyDurationMs === undefined && !isScout) return Infinity;
		if (lookedAtMs !== undefined) {
			return Math.max((lookedAtMs - startedAtMs) * AGE_SHARE, intervalMs);
		}
		return Math.max(this.likelyDurationMs ?? 0, intervalMs * FIRST_LOOK_SHARE);
	}

	/** What is told can be worthless, as when a clock jumped; it cannot have taken longer than was waited for it. */
	private learn(toldMs: number | undefined, { startedAtMs, intervalMs }: Watch): void {
		if (toldMs === undefined) return;
		const waitedMs = Date.now() - startedAtMs;
		this.durationsMs.push(toldMs > 0 && toldMs < waitedMs ? toldMs : waitedMs);
		if (this.durationsMs.length > MEMORY) this.durationsMs.shift();
		this.likelyDurationMs = bestFirstLookMs(this.durationsMs, intervalMs);
	}
}

/**
 * The age at which to look first: the one that would have cost least for those whose durations are known, in time between
 * done and seen, and in looks. Close together, that is when all of them are done; spread over several intervals, early on.
 */
export function bestFirstLookMs(durationsMs: readonly number[], intervalMs: number): number {
	const costMs = (firstLookMs: number) =>
		durationsMs.reduce((sum, durationMs) => {
			const further = Math.max(0, Math.ceil((durationMs - firstLookMs) / intervalMs));
			const seenMs = firstLookMs + further * intervalMs;
			return sum + (seenMs - durationMs) + further * LOOK_COSTS_MS;
		}, 0);
	// A little late rather than a little early: an early look costs a whole interval.
	const earliestMs = intervalMs * FIRST_LOOK_SHARE;
	const ages = durationsMs.map((durationMs) => Math.max(durationMs * 1.02 + TICK_MS, earliestMs));
	return ages.reduce((best, ageMs) => (costMs(ageMs) < costMs(best) ? ageMs : best));
}
