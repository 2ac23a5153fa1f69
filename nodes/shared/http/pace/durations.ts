const REMEMBERED = 4;
const MOST_SERIES = 200;
const LONGEST_KEPT_MS = 60 * 60 * 1000;

interface Duration {
	readonly tookMs: number;
	readonly seenAtMs: number;
}

interface Series {
	readonly last: readonly Duration[];
	/** When the last four were seen to differ. */
	readonly variedAtMs: number;
}

/**
 * How long recent jobs took, by series: jobs of one endpoint at one address. Durations older than an hour don't
 * count.
 */
export class Durations {
	private readonly series = new Map<string, Series>();

	add(name: string, tookMs: number): void {
		const seenAtMs = Date.now();
		const last = [...this.fresh(name), { tookMs, seenAtMs }].slice(-REMEMBERED);
		const { variedAtMs = -Infinity } = this.series.get(name) ?? {};
		const varies = !areAlike(last.map((duration) => duration.tookMs));
		// Added again at the end, so that the series that was unused for longest is deleted first.
		this.series.delete(name);
		this.series.set(name, { last, variedAtMs: varies ? seenAtMs : variedAtMs });
		const [oldest] = this.series.keys();
		if (this.series.size > MOST_SERIES && oldest !== undefined) this.series.delete(oldest);
	}

	/** The last durations in milliseconds, at most four. */
	of(name: string): readonly number[] {
		return this.fresh(name).map(({ tookMs }) => tookMs);
	}

	/**
	 * Whether the last four are alike, and none differed from them since a time. Of many jobs that vary, some four in a
	 * row are alike by chance.
	 */
	areSteady(name: string, sinceMs: number): boolean {
		const known = this.of(name);
		const { variedAtMs = -Infinity } = this.series.get(name) ?? {};
		return known.length >= REMEMBERED && areAlike(known) && variedAtMs < sinceMs;
	}

	private fresh(name: string): readonly Duration[] {
		const sinceMs = Date.now() - LONGEST_KEPT_MS;
		return (this.series.get(name)?.last ?? []).filter(({ seenAtMs }) => seenAtMs >= sinceMs);
	}
}

/** Durations this close together count as equal. */
const ALIKE_SHARE = 1.05;

const areAlike = (durationsMs: readonly number[]): boolean =>
	Math.max(...durationsMs) <= Math.min(...durationsMs) * ALIKE_SHARE;

/** A check that is a little too late costs little. One that is too early costs a whole interval. */
const MARGIN_SHARE = 1.02;
const MARGIN_MS = 20;

/**
 * When to make the first check of a job, as its age: if all known durations are equal, when such a job is done, else
 * when the shortest job was done.
 *
 * @param durationsMs at least one.
 */
export function firstCheckAgeMs(durationsMs: readonly number[]): number {
	return areAlike(durationsMs)
		? Math.max(...durationsMs) * MARGIN_SHARE + MARGIN_MS
		: Math.min(...durationsMs);
}
