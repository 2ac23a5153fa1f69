const REMEMBERED = 4;
const MOST_SERIES = 200;
const LONGEST_KEPT_MS = 60 * 60 * 1000;

interface Duration {
	readonly tookMs: number;
	readonly seenAtMs: number;
}

/**
 * How long recent jobs took, by series: jobs of one endpoint at one address. Durations older than an hour don't
 * count.
 */
export class Durations {
	private readonly series = new Map<string, readonly Duration[]>();

	add(series: string, tookMs: number): void {
		const known = [...this.fresh(series), { tookMs, seenAtMs: Date.now() }].slice(-REMEMBERED);
		// Added again at the end, so that the series that was unused for longest is deleted first.
		this.series.delete(series);
		this.series.set(series, known);
		const [oldest] = this.series.keys();
		if (this.series.size > MOST_SERIES && oldest !== undefined) this.series.delete(oldest);
	}

	/** The last durations in milliseconds, at most four. */
	of(series: string): readonly number[] {
		return this.fresh(series).map(({ tookMs }) => tookMs);
	}

	private fresh(series: string): readonly Duration[] {
		const sinceMs = Date.now() - LONGEST_KEPT_MS;
		return (this.series.get(series) ?? []).filter(({ seenAtMs }) => seenAtMs >= sinceMs);
	}
}

/** A check that is a little too late costs little. One that is too early costs a whole interval. */
const MARGIN_SHARE = 1.02;
const MARGIN_MS = 20;
/** Durations this close together count as equal. */
const ALIKE_SHARE = 1.05;
/**
 * The first check may come a little before the interval is over: 2.4 s with the default of 2.5 s, where Pixazo asks
 * for 2 to 3 s. Much earlier, it would miss jobs that take about that long.
 */
export const FIRST_CHECK_SHARE = 0.96;

/**
 * When to make the first check of a job, as its age. If all known durations are equal, when such a job is done, even
 * before the interval is over. Else when the shortest job was done.
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
