const MOST_LANES = 200;

/**
 * Until when whom a gateway or a host has told to wait sends nothing: by lane, which is an origin, whose key, and whether
 * the requests cost money. Known to the whole process, so that fifty executions do not each run into the same limit.
 */
export class Pauses {
	private readonly untilMs = new Map<string, number>();

	/** @param untilMs milliseconds since the epoch. */
	pause(lane: string, untilMs: number): void {
		this.untilMs.set(lane, Math.max(this.endsAtMs(lane), untilMs));
		const [oldest] = this.untilMs.keys();
		if (this.untilMs.size > MOST_LANES && oldest !== undefined) this.untilMs.delete(oldest);
	}

	endsAtMs(lane: string): number {
		return this.untilMs.get(lane) ?? 0;
	}
}
