import { sleep } from 'n8n-workflow';
import { Stopped } from './failure';

/** n8n 1.x can't cancel a sleep. No sleep is longer than this, so nothing outlives an execution by more. */
const LONGEST_SLEEP_MS = 100;

/** A wait for a time that may move, and that may be ended early. */
export interface Wait {
	/** Resolves at that time or when `end` is called. Rejects with `Stopped` when the signal is aborted. */
	readonly done: Promise<void>;
	end(): void;
}

interface Waiting {
	dueAtMs(): number;
	readonly signal: AbortSignal | undefined;
	settle(error?: Stopped): void;
}

/**
 * Does all waiting of one execution. One sleep at a time serves everyone who waits, so a thousand jobs cost one
 * timer. Times are whole milliseconds since the epoch: a virtual clock never reaches a fraction.
 */
export class Clock {
	private readonly waiting = new Set<Waiting>();
	private wakesAtMs = Infinity;

	/** @param dueAtMs called again at least every 0.1 s. @param signal if absent, the wait goes on after Stop. */
	wait(dueAtMs: () => number, signal?: AbortSignal): Wait {
		let end = (): void => {};
		const done = new Promise<void>((resolve, reject) => {
			const entry: Waiting = {
				dueAtMs,
				signal,
				settle: (error) => {
					this.waiting.delete(entry);
					if (error === undefined) resolve();
					else reject(error);
				},
			};
			end = entry.settle;
			this.waiting.add(entry);
			this.settleIfOver(entry, Date.now());
			if (this.waiting.has(entry)) this.sleepUntil(dueAtMs());
		});
		return { done, end: () => end() };
	}

	/** Waits until a time. @throws Stopped when the signal is aborted. */
	async until(dueAtMs: () => number, signal: AbortSignal): Promise<void> {
		await this.wait(dueAtMs, signal).done;
	}

	/** Checks all waits again, because a time may have moved or the execution may have been stopped. */
	wake(): void {
		const nowMs = Date.now();
		for (const entry of this.waiting) this.settleIfOver(entry, nowMs);
	}

	private settleIfOver(entry: Waiting, nowMs: number): void {
		if (entry.signal?.aborted) entry.settle(new Stopped());
		else if (entry.dueAtMs() <= nowMs) entry.settle();
	}

	private sleepUntil(dueAtMs: number): void {
		const nowMs = Date.now();
		const sleepMs = Math.ceil(Math.min(Math.max(dueAtMs - nowMs, 1), LONGEST_SLEEP_MS));
		if (nowMs + sleepMs >= this.wakesAtMs) return;
		this.wakesAtMs = nowMs + sleepMs;
		void this.sleep(sleepMs);
	}

	private async sleep(sleepMs: number): Promise<void> {
		await sleep(sleepMs);
		this.wakesAtMs = Infinity;
		this.wake();
		if (this.waiting.size === 0) return;
		let nextMs = Infinity;
		for (const { dueAtMs } of this.waiting) nextMs = Math.min(nextMs, dueAtMs());
		this.sleepUntil(nextMs);
	}
}

/** The time limit of one item. It starts when the item's first request leaves. */
export class TimeLimit {
	private startedAtMs: number | undefined;

	constructor(readonly limitMs: number) {}

	start(): void {
		this.startedAtMs ??= Date.now();
	}

	get isRunning(): boolean {
		return this.startedAtMs !== undefined;
	}

	/** Infinity until the time has started. */
	get endsAtMs(): number {
		return this.startedAtMs === undefined ? Infinity : this.startedAtMs + this.limitMs;
	}

	/** The least time that a request needs to have a chance: 2 s, or half of a limit under 4 s. */
	get leastMs(): number {
		return Math.min(2_000, this.limitMs / 2);
	}

	/** When the last status check leaves: within the last second, or the last half of a limit under 2 s. */
	get lastCheckAtMs(): number {
		return this.endsAtMs - Math.floor(0.95 * Math.min(1_000, this.limitMs / 2));
	}

	/** The limit as text, such as "300 s". */
	get title(): string {
		return `${this.limitMs / 1000} s`;
	}
}
