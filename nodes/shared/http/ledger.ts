/** Doubtful from before it leaves, until there is proof. */
export type Charge =
	/** It may have been charged: no answer, or one that tells nothing. */
	| 'doubtful'
	/** It cannot have been charged. */
	| 'refused'
	/** It was taken: there is a request ID, a link, or a text. */
	| 'accepted'
	/** Its job ended in ERROR, which is not charged (Remove Background, "Status Values"). */
	| 'refunded'
	/** Its job ended in FAILED or was canceled, which counts as charged. */
	| 'failed';

/** One paid request, and all by which people can find what they paid for. It holds no bytes. */
export interface PaidRequest {
	charge: Charge;
	requestId?: string;
	pollingUrl?: string;
	status?: string;
	/** Links to results, as the API gave them. */
	links: readonly string[];
	/** A description, which is all that some requests are paid for. */
	text?: string;
}

/** What one item paid for. All that errors and the log say of it comes from here. */
export class Ledger {
	private readonly entries: PaidRequest[] = [];

	/** @param tell is told of every change that people must hear of at once. */
	constructor(private readonly tell: (request: PaidRequest) => void) {}

	get requests(): readonly PaidRequest[] {
		return this.entries;
	}

	/** The request that the item is about now. */
	get current(): PaidRequest | undefined {
		return this.entries.at(-1);
	}

	/** To be called before a paid request leaves. */
	open(): PaidRequest {
		const request: PaidRequest = { charge: 'doubtful', links: [] };
		this.entries.push(request);
		return request;
	}

	/** A request that was paid for in another execution, and is collected in this one. */
	adopt(facts: Pick<PaidRequest, 'requestId' | 'pollingUrl'>): void {
		this.entries.push({ charge: 'accepted', status: 'UNKNOWN', links: [], ...facts });
	}

	accept(request: PaidRequest, facts: Partial<PaidRequest>): void {
		Object.assign(request, { charge: 'accepted' }, facts);
		this.tell(request);
	}

	/** For a request that nobody waits for any more. */
	tellDoubt(request: PaidRequest): void {
		this.tell(request);
	}
}
