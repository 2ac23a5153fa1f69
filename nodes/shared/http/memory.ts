import { Durations } from './pace/durations';
import { Pauses } from './pauses';

/** What executions in the same n8n process share: numbers by address. No keys, inputs, or request IDs. */
export interface Memory {
	readonly durations: Durations;
	readonly pauses: Pauses;
}

export const newMemory = (): Memory => ({ durations: new Durations(), pauses: new Pauses() });

/** The memory of the process. Tests use their own. */
export const PROCESS_MEMORY: Memory = newMemory();
