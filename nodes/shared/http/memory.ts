import { Durations } from './pace/durations';
import { Pauses } from './pauses';

/** What one execution leaves to the next ones in the same n8n process: numbers, by address. No key, no input, no ID. */
export interface Memory {
	readonly durations: Durations;
	readonly pauses: Pauses;
}

export const newMemory = (): Memory => ({ durations: new Durations(), pauses: new Pauses() });

/** The process's own. Tests bring theirs. */
export const PROCESS_MEMORY: Memory = newMemory();
