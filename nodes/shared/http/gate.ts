import type { Clock } from './clock';

interface Waiter {
	isIn: boolean;
	letIn(): void;
}

/**
 * Bounds how many requests that carry files are in flight. Whoever waits in line costs a promise, nothing more: bodies are
 * opened and files read only inside, so that memory grows with the bound and not with the number of items.
 */
export class Gate {
	private readonly begun = new Set<Waiter>();
	private readonly fresh = new Set<Waiter>();

	constructor(
		private free: number,
		private readonly clock: Clock,
	) {}

	/**
	 * First come, first served, but what has begun before what has not: its time is running, and what is paid for is fetched
	 * before more is paid for.
	 *
	 * @param untilMs how long waiting makes sense, in milliseconds since the epoch.
	 * @returns whether a place was had in time.
	 * @throws Stopped
	 */
	async enter(hasBegun: boolean, untilMs: () => number, signal: AbortSignal): Promise<boolean> {
		if (this.free > 0) {
			this.free -= 1;
			return true;
		}
		const line = hasBegun ? this.begun : this.fresh;
		const wait = this.clock.wait(untilMs, signal);
		const waiter: Waiter = { isIn: false, letIn: wait.end };
		line.add(waiter);
		let isStopped = true;
		try {
			await wait.done;
			isStopped = false;
		} finally {
			line.delete(waiter);
			if (isStopped && waiter.isIn) this.leave();
		}
		return waiter.isIn;
	}

	/** A place is handed to the next in line rather than freed, so that nobody jumps in between. */
	leave(): void {
		const [next] = this.begun.size > 0 ? this.begun : this.fresh;
		if (next === undefined) {
			this.free += 1;
			return;
		}
		this.begun.delete(next);
		this.fresh.delete(next);
		next.isIn = true;
		next.letIn();
	}
}

/** The one place that an item can hold. It does one thing at a time, so its inputs are fetched in the place of its request. */
export class Slot {
	private isHeld = false;

	constructor(private readonly gate: Gate) {}

	get held(): boolean {
		return this.isHeld;
	}

	async enter(hasBegun: boolean, untilMs: () => number, signal: AbortSignal): Promise<boolean> {
		if (!this.isHeld) this.isHeld = await this.gate.enter(hasBegun, untilMs, signal);
		return this.isHeld;
	}

	leave(): void {
		if (this.isHeld) this.gate.leave();
		this.isHeld = false;
	}
}
