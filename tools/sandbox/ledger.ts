import type { Fault } from './faults';

/** A part of a multipart body, as the request log shows it. */
export interface LoggedPart {
	readonly name: string;
	readonly bytes: number;
	readonly fileName?: string;
	readonly contentType?: string;
	/** the text of a part that is not a file, shortened */
	readonly text?: string;
}

/** A request to one of the two origins. */
export interface LoggedRequest {
	/** milliseconds since 1970 */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly kind: 'paid' | 'check' | 'result' | 'unknown';
	/** whether a key came along, right or wrong; the key itself is never logged */
	readonly keyHeader: boolean;
	/** what was done to the answer, if anything */
	fault?: Fault;
	/** null while there is no answer, and for ever when a fault gave none */
	status: number | null;
	/** how long the answer took, until its last byte was sent */
	tookMs?: number;
	/** the caller closed the connection before the answer was complete */
	aborted?: boolean;
	/** a fault closed it */
	cut?: boolean;
}

/** A request to the gateway. */
export interface GatewayRequest extends LoggedRequest {
	/** undefined for a path that the description does not know */
	readonly operationId: string | undefined;
	readonly headers: Readonly<Record<string, unknown>>;
	/** size of the request's body */
	readonly bytes: number;
	json?: unknown;
	parts?: readonly LoggedPart[];
	prompt?: string;
	/** SHA-256 of the image that came along, in hexadecimal digits */
	imageHash?: string;
	/** why the request was refused */
	rejected?: string;
	requestId?: string;
	/** whether it was taken for payment; a job that will end in ERROR is charged and refunded */
	charged: boolean;
	refunded?: boolean;
	/** what it was answered, or would have been without the fault; long texts are cut */
	answer?: unknown;
}

/** A callback to a webhook URL. */
export interface Callback {
	readonly at: number;
	readonly url: string;
	readonly requestId: string;
	/** null while there is no answer, and when there was none */
	status: number | null;
}

const MAX_ENTRIES = 50_000;

/** Remembers what was asked of the sandbox. The oldest entries make way for new ones. */
export class Ledger {
	requests: GatewayRequest[] = [];

	downloads: LoggedRequest[] = [];

	callbacks: Callback[] = [];

	private ordinal = 0;

	/** @returns 1, 2, 3, and so on, from the start or the last reset */
	nextOrdinal(): number {
		this.ordinal += 1;
		return this.ordinal;
	}

	/** @returns the entry, which the caller completes as the exchange goes on */
	note<Entry extends LoggedRequest | Callback>(entries: Entry[], entry: Entry): Entry {
		entries.push(entry);
		if (entries.length > MAX_ENTRIES) entries.shift();
		return entry;
	}

	/** @returns what a vendor would have charged, and what it would have refunded because the job ended in ERROR */
	bill() {
		const charged = this.requests.filter((request) => request.charged);
		const standing = charged.filter(({ refunded }) => !refunded);
		const byOperation: Record<string, number> = {};
		for (const { operationId = '' } of standing) {
			byOperation[operationId] = (byOperation[operationId] ?? 0) + 1;
		}
		return {
			count: standing.length,
			refunded: charged.length - standing.length,
			byOperation,
			requestIds: standing.flatMap(({ requestId }) => requestId ?? []),
		};
	}

	reset(): void {
		this.requests = [];
		this.downloads = [];
		this.callbacks = [];
		this.ordinal = 0;
	}
}
