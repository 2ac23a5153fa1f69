const MOST_LANES = 200;
/** A wrong `Retry-After` must not stop all executions for good. */
const LONGEST_PAUSE_MS = 60 * 60 * 1000;

/**
 * Until when nothing is sent, because a host asked to wait. Kept by lane: an origin, a key, and whether the requests
 * cost money. Shared by all executions in the process, so that each doesn't run into the same limit.
 */
export class Pauses {
	private readonly untilMs = new Map<string, number>();

	/** @param untilMs milliseconds since the epoch. */
	pause(lane: string, untilMs: number): void {
		const boundedMs = Math.min(untilMs, Date.now() + LONGEST_PAUSE_MS);
		this.untilMs.set(lane, Math.max(this.endsAtMs(lane), boundedMs));
		const [oldest] = this.untilMs.keys();
		if (this.untilMs.size > MOST_LANES && oldest !== undefined) this.untilMs.delete(oldest);
	}

	endsAtMs(lane: string): number {
		return this.untilMs.get(lane) ?? 0;
	}
}
