/** The state of a paid request. It is doubtful from before it leaves until an answer proves otherwise. */
export type Charge =
	/** It may have been charged: no answer, or one that says nothing. */
	| 'doubtful'
	/** It can't have been charged. */
	| 'refused'
	/** It was taken: the answer has a request ID, a link, or a text. */
	| 'accepted'
	/** Its job ended as ERROR, which isn't charged (Remove Background, "Status Values"). */
	| 'refunded'
	/** Its job ended as FAILED or was canceled, which counts as charged. */
	| 'failed';

/** What errors and the log say of a doubtful request. */
export const MAY_BE_CHARGED = 'may have been charged';

/** A paid request, and everything by which users can find what they paid for. It holds no bytes. */
export interface PaidRequest {
	charge: Charge;
	requestId?: string;
	pollingUrl?: string;
	status?: string;
	/** Links to results, as the API gave them. */
	links: readonly string[];
	/** A description, which is all that some requests return. */
	text?: string;
}

/** What one item paid for. Errors and the log take what they say about it from here. */
export class Ledger {
	private readonly entries: PaidRequest[] = [];

	/** @param tell called when a request has been accepted, and when nobody waits for a doubtful one any more. */
	constructor(private readonly tell: (request: PaidRequest) => void) {}

	get requests(): readonly PaidRequest[] {
		return this.entries;
	}

	/** The item's latest request. */
	get current(): PaidRequest | undefined {
		return this.entries.at(-1);
	}

	/** Call this before a paid request leaves. */
	open(): PaidRequest {
		const request: PaidRequest = { charge: 'doubtful', links: [] };
		this.entries.push(request);
		return request;
	}

	/** Adds a request that was paid for in another execution and is collected in this one. */
	adopt(facts: Pick<PaidRequest, 'requestId' | 'pollingUrl'>): void {
		this.entries.push({ charge: 'accepted', status: 'UNKNOWN', links: [], ...facts });
	}

	accept(request: PaidRequest, facts: Partial<PaidRequest>): void {
		Object.assign(request, { charge: 'accepted' }, facts);
		this.tell(request);
	}

	/** Logs a doubtful request that nobody waits for any more. */
	tellDoubt(request: PaidRequest): void {
		this.tell(request);
	}
}
