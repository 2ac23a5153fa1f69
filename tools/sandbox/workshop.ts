import type { Callbacks } from './callbacks';
import type { Fault, FaultScript } from './faults';
import type { Jobs } from './jobs';
import type { Ledger } from './ledger';
import type { Results } from './results';
import type { Settings } from './settings';

/** What one sandbox consists of. */
export interface Workshop {
	readonly apiKey: string;
	readonly faults: FaultScript;
	readonly settings: Settings;
	readonly ledger: Ledger;
	readonly results: Results;
	readonly jobs: Jobs;
	readonly callbacks: Callbacks;
}

/** What the operations need to know of a request besides its fields. */
export interface Occasion {
	/** address of the gateway as the caller knows it: a polling URL of another name would not get the key */
	readonly gatewayUrl: string;
	/** how a job that this request submits is scripted to go */
	readonly fault: Fault;
}

/** What an operation answers. */
export interface Outcome {
	/** 200 unless given */
	readonly status?: number;
	readonly json: unknown;
	/** of the job that was submitted or checked */
	readonly requestId?: string;
	/** the job will end in ERROR, which is not charged */
	readonly refunded?: boolean;
}

export type Perform<Fields> = (
	fields: Fields,
	workshop: Workshop,
	occasion: Occasion,
) => Outcome | Promise<Outcome>;
