/**
 * What one execution left behind, as plain data: a simulation writes it, and so does a test in a whole n8n (test/e2e/n8n/laws).
 * All times are milliseconds on one clock.
 */
export interface Evidence {
	readonly onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	readonly maxConcurrency: number;
	/** The origin of the Base URL. */
	readonly gateway: string;
	readonly apiKey: string;
	readonly startedAtMs: number;
	/** When the node had returned or thrown. */
	readonly endedAtMs: number;
	/** When the last timer and the last request of the execution were gone. */
	readonly quietAtMs: number;
	readonly stoppedAtMs?: number | undefined;
	/** How far two clocks may be apart. */
	readonly toleranceMs: number;
	readonly items: readonly ItemTerms[];
	/** In the order in which they left. */
	readonly requests: readonly SentRequest[];
	/** What other executions of the same process sent. */
	readonly neighbors: readonly SentRequest[];
	/** When n8n was storing a file; what is stored at once may be missing. */
	readonly stores: readonly Store[];
	readonly log: readonly LogEntry[];
	/** One for each item; absent if the node threw. */
	readonly output?: readonly OutputItem[] | undefined;
	readonly error?: { readonly text: string; readonly item?: number | undefined } | undefined;
}

/** What the settings of one item ask for. */
export interface ItemTerms {
	/** Submits and pays; waits for a request that was submitted before; or checks its status once. */
	readonly does: 'pay' | 'collect' | 'look';
	readonly waits: boolean;
	readonly downloads: boolean;
	readonly timeLimitMs: number;
	readonly intervalMs: number;
	readonly retries: number;
	/** Its credential or a parameter cannot be read. */
	readonly cannotStart: boolean;
	/** The request that the user gave. */
	readonly givenId?: string | undefined;
}

export type RequestKind = 'paid' | 'input' | 'result' | 'check';

export interface SentRequest {
	readonly kind: RequestKind;
	/** -1 where nothing in the request tells. */
	readonly item: number;
	readonly url: string;
	readonly origin: string;
	readonly hasKey: boolean;
	readonly atMs: number;
	/** When its answer had been read, or it was given up. */
	closedAtMs?: number;
	/** The node gave it up, or did not read its answer to the end. */
	isGivenUp: boolean;
	/** The gateway took it for payment, whatever became of the answer. */
	isTaken: boolean;
	answer?: Answer;
	/** What the node was told where no answer came; that nobody could tell where it may have broken before it was sent. */
	failure?: { readonly code?: string | undefined; readonly isUnsent?: true };
}

export interface Answer {
	readonly status: number;
	readonly retryAfterMs?: number | undefined;
	/** Read to its end. */
	isWhole: boolean;
	readonly says: Said;
}

/** What stands in an answer. */
export interface Said {
	readonly format: 'json' | 'page' | 'image' | 'other';
	readonly id?: string | undefined;
	readonly status?: string | undefined;
	readonly text?: string | undefined;
	readonly links?: readonly ResultLink[] | undefined;
	/** The safety filter held the image back. */
	readonly isHeldBack?: boolean | undefined;
}

export interface ResultLink {
	/** Absent where the image itself stands in the answer. */
	readonly url?: string | undefined;
	/** What the image is known by once it is stored. */
	readonly file: string;
}

export interface Store {
	readonly item: number;
	readonly fromMs: number;
	toMs: number;
	hasFailed: boolean;
}

export interface LogEntry {
	readonly atMs: number;
	readonly level: string;
	readonly text: string;
}

export interface OutputItem {
	readonly pairedTo?: number | undefined;
	/** The item's JSON as text. */
	readonly json: string;
	/** The words of an item that failed. */
	readonly error?: string | undefined;
	readonly requestId?: string | undefined;
	/** The images in it. */
	readonly files: readonly string[];
}
