/** What befalls one request. */
export type Fault =
	/** An answer other than the right one. `isTaken`: the gateway took the request for payment all the same. */
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly retryAfterS?: number | undefined;
			readonly isPage?: boolean | undefined;
			readonly isTaken?: boolean | undefined;
	  }
	/** Node's error code; none for n8n's helper throwing something else. */
	| { readonly kind: 'error'; readonly code?: string | undefined; readonly isTaken: boolean }
	| { readonly kind: 'hang' | 'garbage' | 'cut'; readonly isTaken: boolean }
	| { readonly kind: 'drip'; readonly everyMs: number };

export interface Step {
	readonly latencyMs: number;
	readonly fault?: Fault | undefined;
}

export type AnswerShape =
	| 'image'
	| 'output'
	| 'twoImages'
	| 'imageUrl'
	| 'editedImage'
	| 'dataUri'
	| 'heldBack'
	| 'description'
	| 'describedJob'
	| 'queued'
	| 'queuedDescription'
	| 'queuedAtRelativeUrl'
	| 'queuedElsewhere'
	| 'queuedWithoutUrl'
	| 'completed'
	| 'failed'
	| 'refunded'
	| 'onlyId'
	| 'empty';

export interface JobPlan {
	readonly durationMs: number;
	readonly end:
		| 'list'
		| 'text'
		| 'images'
		| 'dataUri'
		| 'nothing'
		| 'failed'
		| 'refunded'
		| 'canceled';
	/** How far off the timestamps of its answer are. */
	readonly clockSkewMs: number;
}

export type StorageFault = 'full' | 'slow' | 'odd';

/** How one item fares: the nth entry of a list is for the nth request of that kind, nothing is the ordinary way. */
export interface ItemPlan {
	readonly settings: Readonly<Partial<Record<ItemSetting, string | number | boolean>>>;
	/** Which photo host has its input. */
	readonly photoHost: number;
	readonly isStored: boolean;
	/** Of its stored file, or of the expressions in its parameters. */
	readonly readFault?: 'missing' | 'broken' | 'expression' | undefined;
	readonly answers: readonly AnswerShape[];
	readonly jobs: readonly JobPlan[];
	readonly submits: readonly Step[];
	readonly checks: readonly Step[];
	readonly inputs: readonly Step[];
	readonly results: readonly Step[];
	readonly stores: ReadonlyArray<StorageFault | undefined>;
}

export type ItemSetting =
	| 'timeout'
	| 'pollInterval'
	| 'retries'
	| 'downloadImages'
	| 'simplify'
	| 'wait';
