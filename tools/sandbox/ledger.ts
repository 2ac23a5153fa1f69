/** A part of a multipart body, as the request log shows it. */
export interface LoggedPart {
	readonly name: string | undefined;
	readonly fileName: string | undefined;
	readonly contentType: string | undefined;
	readonly bytes: number;
	/** the text of a part that is not a file, shortened */
	readonly text?: string;
}

/** A request to one of the two origins. */
export interface LoggedRequest {
	/** milliseconds since 1970 */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	/** whether a key came along, right or wrong; the key itself is never logged */
	readonly keyHeader: boolean;
	readonly headers: Readonly<Record<string, string>>;
	/** null while there is no answer, and for ever when a fault gave none */
	status: number | null;
	/** how long the answer took, until its last byte was sent */
	tookMs?: number;
	/** the caller hung up before the answer was complete */
	aborted?: boolean;
}

/** A request to the gateway. */
export interface GatewayRequest extends LoggedRequest {
	/** undefined for a path that the description does not know */
	readonly operationId: string | undefined;
	/** size of the request's body */
	readonly bytes: number;
	json?: unknown;
	parts?: readonly LoggedPart[];
	/** why the request was turned down */
	rejected?: string;
	requestId?: string;
}

interface Charge {
	readonly operationId: string;
	readonly requestId?: string;
	readonly refunded: boolean;
}

const MAX_ENTRIES = 100_000;

/** Remembers what was asked of the sandbox and what a vendor would have charged for it. */
export class Ledger {
	requests: GatewayRequest[] = [];

	downloads: LoggedRequest[] = [];

	private charges: Charge[] = [];

	private ordinal = 0;

	/** @returns 1, 2, 3 and so on, from the start or the last reset */
	nextOrdinal(): number {
		this.ordinal += 1;
		return this.ordinal;
	}

	logRequest(request: GatewayRequest): void {
		append(this.requests, request);
	}

	logDownload(request: LoggedRequest): void {
		append(this.downloads, request);
	}

	charge(charge: Charge): void {
		append(this.charges, charge);
	}

	/** @returns the charges that stand, and how many were given back because the job ended in ERROR */
	bill() {
		const standing = this.charges.filter(({ refunded }) => !refunded);
		const byOperation: Record<string, number> = {};
		for (const { operationId } of standing) {
			byOperation[operationId] = (byOperation[operationId] ?? 0) + 1;
		}
		return {
			count: standing.length,
			refunded: this.charges.length - standing.length,
			byOperation,
			requestIds: standing.flatMap(({ requestId }) => requestId ?? []),
		};
	}

	reset(): void {
		this.requests = [];
		this.downloads = [];
		this.charges = [];
		this.ordinal = 0;
	}
}

function append<Entry>(entries: Entry[], entry: Entry): void {
	entries.push(entry);
	if (entries.length > MAX_ENTRIES) entries.shift();
}
