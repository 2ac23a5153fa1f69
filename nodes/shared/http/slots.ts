import { throwIfStopped, waitUntil } from './waiting';

/**
 * Bounds how many requests are in flight. Work that waits in line costs a promise, nothing more: bodies are opened and
 * files read only once a slot is held, so that memory grows with the bound and not with the number of items.
 */
export class Slots {
	private readonly begun: Array<() => void> = [];
	private readonly fresh: Array<() => void> = [];
	private pausedUntilMs = 0;

	constructor(
		private free: number,
		private readonly signal: AbortSignal,
	) {
		const letAllIn = () => this.begun.concat(this.fresh).forEach((enter) => enter());
		signal.addEventListener('abort', letAllIn, { once: true });
	}

	/**
	 * Runs `work` in a slot, first come, first served, but what has begun before what has not: its time is running, and what
	 * is paid for is fetched before more is paid for. Throws without running it once the signal is aborted.
	 */
	async use<T>(work: () => Promise<T>, hasBegun = false): Promise<T> {
		await this.enter(hasBegun ? this.begun : this.fresh);
		try {
			await this.resumed();
			return await work();
		} finally {
			this.leave();
		}
	}

	/** Lets nothing start before `untilMs` (milliseconds since the epoch): a limited gateway limits the run, not one request. */
	pause(untilMs: number): void {
		this.pausedUntilMs = Math.max(this.pausedUntilMs, untilMs);
	}

	/** Settles when the run is not paused, or no longer. */
	async resumed(): Promise<void> {
		while (Date.now() < this.pausedUntilMs) await waitUntil(this.pausedUntilMs, this.signal);
	}

	private async enter(line: Array<() => void>): Promise<void> {
		throwIfStopped(this.signal);
		if (this.free > 0) {
			this.free -= 1;
			return;
		}
		await new Promise<void>((resolve) => line.push(resolve));
		throwIfStopped(this.signal);
	}

	/** A slot is handed to the next in line rather than freed, so that nobody jumps in between. */
	private leave(): void {
		const next = this.begun.shift() ?? this.fresh.shift();
		if (next) next();
		else this.free += 1;
	}
}
