import { sleep } from 'n8n-workflow';
import { Stopped } from './failure';

/** A sleep cannot be broken off in n8n 1.x, so none is longer than this: nothing outlives an execution for longer. */
const LONGEST_SLEEP_MS = 100;

/** Something that is waited for: a time that may still move, and whoever may end the waiting before. */
export interface Wait {
	/** Resolves when the time has come or `end` is called; rejects with `Stopped` when the signal is aborted. */
	readonly done: Promise<void>;
	end(): void;
}

interface Waiting {
	dueAtMs(): number;
	readonly signal: AbortSignal | undefined;
	settle(error?: Stopped): void;
}

/**
 * All waiting of one execution. One sleep at a time serves all who wait, so that a thousand jobs cost one timer. Times are
 * milliseconds since the epoch, whole ones: a fraction never comes on a virtual clock.
 */
export class Clock {
	private readonly waiting = new Set<Waiting>();
	private wakesAtMs = Infinity;

	/**
	 * @param dueAtMs asked again whenever the clock looks, at least every tenth of a second.
	 * @param signal absent: the wait goes on after Stop.
	 */
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
			this.look(entry, Date.now());
			if (this.waiting.has(entry)) this.sleepUntil(dueAtMs());
		});
		return { done, end: () => end() };
	}

	/** Waits until a time. @throws Stopped once the signal is aborted. */
	async until(dueAtMs: () => number, signal: AbortSignal): Promise<void> {
		await this.wait(dueAtMs, signal).done;
	}

	/** Looks at all who wait: a time may have moved, or the execution may have been stopped. */
	wake(): void {
		const nowMs = Date.now();
		for (const entry of this.waiting) this.look(entry, nowMs);
	}

	private look(entry: Waiting, nowMs: number): void {
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

/** The time that one item may take, counted from when its first request leaves rather than from its place in the line. */
export class TimeLimit {
	private startedAtMs: number | undefined;

	constructor(readonly limitMs: number) {}

	start(): void {
		this.startedAtMs ??= Date.now();
	}

	get isRunning(): boolean {
		return this.startedAtMs !== undefined;
	}

	/** Infinity until the time runs. */
	get endsAtMs(): number {
		return this.startedAtMs === undefined ? Infinity : this.startedAtMs + this.limitMs;
	}

	/** What of the time a request needs to have a chance: 2 s, or half of a limit under 4 s. */
	get leastMs(): number {
		return Math.min(2_000, this.limitMs / 2);
	}

	/** When the last status check leaves: within the last second, or the last half of a limit under 2 s. */
	get lastCheckAtMs(): number {
		return this.endsAtMs - Math.floor(0.95 * Math.min(1_000, this.limitMs / 2));
	}

	/** The limit as people set it, such as "300 s". */
	get title(): string {
		return `${this.limitMs / 1000} s`;
	}
}
