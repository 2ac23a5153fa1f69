import { sleep } from 'n8n-workflow';
import { Failure } from './failure';

/** n8n 1.x's `sleep` takes no signal, so a wait is cut into slices and looks at the signal between them. */
const SLICE_MS = 100;

/** Waits until `timeMs` (milliseconds since the epoch). Throws within a tenth of a second once `signal` is aborted. */
export async function waitUntil(timeMs: number, signal: AbortSignal): Promise<void> {
	throwIfStopped(signal);
	for (let leftMs = timeMs - Date.now(); leftMs > 0; leftMs = timeMs - Date.now()) {
		await sleep(Math.min(leftMs, SLICE_MS));
		throwIfStopped(signal);
	}
}

/** @throws Failure when the execution was stopped, or another item's failure ended the run. */
export function throwIfStopped(signal: AbortSignal): void {
	if (signal.aborted) throw stopped();
}

export const stopped = (): Failure =>
	new Failure('The execution was stopped before this item was finished', 'Nothing more was sent.');

/** The time one item may take, counted from its first request rather than from its place in the queue. */
export class TimeLimit {
	private startedAtMs: number | undefined;

	constructor(readonly limitMs: number) {}

	start(): void {
		this.startedAtMs ??= Date.now();
	}

	get isRunning(): boolean {
		return this.startedAtMs !== undefined;
	}

	/** Milliseconds since the epoch. */
	get endsAtMs(): number {
		return (this.startedAtMs ?? Date.now()) + this.limitMs;
	}

	/** The limit as people set it, such as "300 s". */
	get title(): string {
		return `${this.limitMs / 1000} s`;
	}
}
