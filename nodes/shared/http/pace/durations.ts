const REMEMBERED = 4;
const MOST_SERIES = 200;
const LONGEST_KEPT_MS = 60 * 60 * 1000;

interface Duration {
	readonly tookMs: number;
	readonly seenAtMs: number;
}

/** How long the last jobs took, by series (what is asked for, and where). Older than an hour counts for nothing. */
export class Durations {
	private readonly series = new Map<string, readonly Duration[]>();

	add(series: string, tookMs: number): void {
		const known = [...this.fresh(series), { tookMs, seenAtMs: Date.now() }].slice(-REMEMBERED);
		// Set anew, so that the series unused for longest goes first.
		this.series.delete(series);
		this.series.set(series, known);
		const [oldest] = this.series.keys();
		if (this.series.size > MOST_SERIES && oldest !== undefined) this.series.delete(oldest);
	}

	/** In milliseconds, at most four. */
	of(series: string): readonly number[] {
		return this.fresh(series).map(({ tookMs }) => tookMs);
	}

	private fresh(series: string): readonly Duration[] {
		const sinceMs = Date.now() - LONGEST_KEPT_MS;
		return (this.series.get(series) ?? []).filter(({ seenAtMs }) => seenAtMs >= sinceMs);
	}
}

/** A late check costs little, an early one a whole interval. */
const MARGIN_SHARE = 1.02;
const MARGIN_MS = 20;
/** Durations within this share of one another are taken for always the same. */
const ALIKE_SHARE = 1.05;
/**
 * The first check may come a little before a whole interval is over. The vendor asks for 2 to 3 s, so that 2.4 s of the
 * default 2.5 s do; much earlier, a job that takes about as long would be missed and seen an interval later.
 */
export const FIRST_CHECK_SHARE = 0.96;

/**
 * The age of a job at which its first check costs least in waiting and checks. If all known durations are alike, when such a
 * job is done, also before the interval is over; else when the shortest was.
 *
 * @param durationsMs at least one.
 */
export function firstCheckAgeMs(durationsMs: readonly number[], intervalMs: number): number {
	const earliestMs = intervalMs * FIRST_CHECK_SHARE;
	const longestMs = Math.max(...durationsMs);
	const shortestMs = Math.min(...durationsMs);
	const doneMs = longestMs * MARGIN_SHARE + MARGIN_MS;
	const areAlike = longestMs <= shortestMs * ALIKE_SHARE;
	if (areAlike && durationsMs.length >= REMEMBERED) return doneMs;
	return Math.max(areAlike ? doneMs : shortestMs, earliestMs);
}
