import { type Durations, firstCheckAgeMs } from './durations';

/** How many jobs are checked while nothing is known about how long they take. */
const SCOUTS = 4;
/**
 * The longest gap between two checks, in intervals. Also the longest wait before the first check while nothing is
 * known.
 */
const LONGEST_GAP = 8;
/**
 * The first check may come a little before the interval is over: 2.4 s with the default of 2.5 s, where Pixazo asks
 * for 2 to 3 s. Earlier than that, it comes only when durations are steady.
 */
const FIRST_CHECK_SHARE = 0.96;
/** Earlier durations delay the first check by no more than this. */
const LONGEST_FIRST_WAIT_MS = 10 * 60 * 1000;
/**
 * After its first check, a job is checked again after another eighth of its age, so that a long job costs few checks.
 */
const AGE_SHARE = 1 / 8;

/** When the status checks of one job come. */
export interface Pace {
	/** When the first check is worthwhile. After that, at least one interval after the check before. */
	dueAtMs(): number;
	/** When the check before left. */
	readonly leftAtMs: number | undefined;
	left(atMs: number): void;
}

/**
 * Decides when each job of an execution is checked, and learns from finished jobs how long the others will take.
 * Knows nothing about requests and addresses.
 *
 * While nothing is known, only a few jobs are checked, the scouts. After that, the others are checked when they are
 * likely done. Two checks of one job are never closer together than its interval.
 */
export class Polling {
	private readonly watches = new Set<Watch>();

	/** @param wake called when the times of checks have changed. */
	constructor(
		private readonly durations: Durations,
		private readonly wake: () => void,
	) {}

	/**
	 * Starts to watch a job.
	 *
	 * @param series names jobs that take about equally long. Absent for a job of unknown age, which is checked at once.
	 */
	watch(intervalMs: number, series?: string): Watch {
		const watch = new Watch(this, intervalMs, series);
		this.watches.add(watch);
		return watch;
	}

	/** Learns from a job that ended well. @param tookMs how long it took, according to the API. */
	learn({ series, startedAtMs }: Watch, tookMs: number): void {
		if (series === undefined) return;
		// The API's times can be wrong, for example after a clock was set. A job can't have taken longer than the node
		// waited.
		const waitedMs = Date.now() - startedAtMs;
		this.durations.add(series, tookMs > 0 && tookMs <= waitedMs ? tookMs : waitedMs);
	}

	end(watch: Watch): void {
		if (this.watches.delete(watch)) this.wake();
	}

	/** The age at which a job is likely done. Undefined while nothing is known. */
	likelyAgeMs({ series = '', startedAtMs, earliestMs }: Watch): number | undefined {
		const known = this.durations.of(series);
		if (known.length === 0) return undefined;
		const isSteady = this.durations.areSteady(series, startedAtMs);
		const ageMs = Math.max(firstCheckAgeMs(known), isSteady ? 0 : earliestMs);
		return Math.min(ageMs, LONGEST_FIRST_WAIT_MS);
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
		return Math.ceil(startedAtMs + (isScout ? this.earliestMs : longestGapMs));
	}

	/** The age at which the first check may come while durations vary. */
	get earliestMs(): number {
		return this.intervalMs * FIRST_CHECK_SHARE;
	}

	left(atMs: number): void {
		this.leftAtMs = atMs;
	}

	/** The age at which the job is expected to be done, for the log. */
	get expectedMs(): number | undefined {
		return this.polling.likelyAgeMs(this);
	}

	/** @param tookMs how long the job took according to the API, in milliseconds. NaN if the API doesn't say. */
	done(tookMs: number): void {
		this.polling.learn(this, tookMs);
	}

	end(): void {
		this.polling.end(this);
	}
}
