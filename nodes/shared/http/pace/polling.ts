import { type Durations, FIRST_CHECK_SHARE, firstCheckAgeMs } from './durations';
import type { Pace } from '../send';

/** How many jobs are checked while nothing is known yet of how long they take. */
const SCOUTS = 4;
/** Between two checks, and before the first as long as nothing is known, nobody is left alone for longer than this many intervals. */
const LONGEST_GAP = 8;
/** What is remembered may put the first check off for so long, and no longer. */
const LONGEST_FIRST_WAIT_MS = 10 * 60 * 1000;
/** A job that outlives what is known is checked after another eighth of its age, so that a long one costs few checks. */
const AGE_SHARE = 1 / 8;

/**
 * Decides when each job of one execution is checked, and learns from those that settled how long the others will take. Knows
 * nothing of requests and addresses.
 *
 * As long as nothing is known, a few scouts are checked and the rest left alone. From then on the others are checked when
 * they are likely done. Two checks of one job are never closer than its interval.
 */
export class Polling {
	private readonly watches = new Set<Watch>();

	/** @param wake called when the times of checks have moved. */
	constructor(
		private readonly durations: Durations,
		private readonly wake: () => void,
	) {}

	/** Begins to watch a job. @param series what is alike in how long it takes; absent for a job of unknown age, which is checked at once. */
	watch(intervalMs: number, series?: string): Watch {
		const watch = new Watch(this, intervalMs, series);
		this.watches.add(watch);
		return watch;
	}

	/** Learns from a job that ended well. @param tookMs what it is said to have taken. */
	learn({ series, startedAtMs }: Watch, tookMs: number): void {
		if (series === undefined) return;
		// What is told can be worthless, as when a clock jumped; it cannot have taken longer than was waited for it.
		const waitedMs = Date.now() - startedAtMs;
		this.durations.add(series, tookMs > 0 && tookMs <= waitedMs ? tookMs : waitedMs);
	}

	end(watch: Watch): void {
		if (this.watches.delete(watch)) this.wake();
	}

	/** The age at which a job of a series is likely done; undefined while that is not known. */
	likelyAgeMs({ series, intervalMs }: Watch): number | undefined {
		const known = series === undefined ? [] : this.durations.of(series);
		if (known.length === 0) return undefined;
		return Math.min(firstCheckAgeMs(known, intervalMs), LONGEST_FIRST_WAIT_MS);
	}

	isScout(watch: Watch): boolean {
		let place = 0;
		for (const other of this.watches) {
			if (other === watch) return true;
			if (other.series === watch.series) place += 1;
			if (place >= SCOUTS) return false;
		}
		return true;
	}
}

/** The checks of one job. */
export class Watch implements Pace {
	readonly startedAtMs = Date.now();
	leftAtMs: number | undefined;

	constructor(
		private readonly polling: Polling,
		readonly intervalMs: number,
		readonly series: string | undefined,
	) {}

	dueAtMs(): number {
		const { startedAtMs, leftAtMs, intervalMs, series } = this;
		const longestGapMs = LONGEST_GAP * intervalMs;
		if (leftAtMs !== undefined) {
			const gapMs = Math.max((leftAtMs - startedAtMs) * AGE_SHARE, intervalMs);
			return Math.ceil(leftAtMs + Math.min(gapMs, longestGapMs));
		}
		if (series === undefined) return startedAtMs;
		const likelyMs = this.polling.likelyAgeMs(this);
		if (likelyMs !== undefined) return Math.ceil(startedAtMs + likelyMs);
		const isScout = this.polling.isScout(this);
		return Math.ceil(startedAtMs + (isScout ? intervalMs * FIRST_CHECK_SHARE : longestGapMs));
	}

	left(atMs: number): void {
		this.leftAtMs = atMs;
	}

	/** The age at which it was expected to be done, for the log. */
	get expectedMs(): number | undefined {
		return this.polling.likelyAgeMs(this);
	}

	/** @param tookMs what the job is said to have taken, in milliseconds; NaN if nothing is said. */
	done(tookMs: number): void {
		this.polling.learn(this, tookMs);
	}

	end(): void {
		this.polling.end(this);
	}
}
