import type { Clock } from './clock';

interface Waiter {
	isIn: boolean;
	letIn(): void;
}

/**
 * Limits how many requests with files are under way. Bodies and files are opened only inside the gate, so memory
 * depends on the limit and not on the number of items.
 */
export class Gate {
	private readonly begun = new Set<Waiter>();
	private readonly fresh = new Set<Waiter>();

	constructor(
		private free: number,
		private readonly clock: Clock,
	) {}

	/**
	 * First come, first served, but items that have begun go first: their time is running, and what is paid for is
	 * downloaded before more is paid for.
	 *
	 * @param untilMs how long to wait at most, in milliseconds since the epoch.
	 * @returns whether there was a place in time.
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

	/** The place goes directly to the next in line, so that nobody else can take it. */
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

/**
 * An item's place in the gate. An item has one place at most: it fetches its inputs in the place of its paid request.
 */
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
