/** How an operation comes through a fault. */
export type Ending = 'item' | 'error' | 'deadline';

/** What the contract demands of one operation under one fault, written down before it is run. */
export interface Expectation {
	/** An item as it should be; an error at once; an error once the item's time is over. */
	readonly ending: Ending;
	/** Words of the error: what happened, and what to do. */
	readonly says: readonly string[];
	/** Requests that the gateway took and charges for, in the end. */
	readonly charges: number;
}

/** The whole result comes out, whatever had to be done for it. */
export const RECOVERS: Expectation = { ending: 'item', says: [], charges: 1 };

/** Nothing was taken, so nothing is lost. */
export const refused = (...says: string[]): Expectation => ({ ending: 'error', says, charges: 0 });

/** It fails after the gateway took the request, or while what was taken before is being fetched. */
export const fails = (...says: string[]): Expectation => ({ ending: 'error', says, charges: 1 });

export const timesOut = (...says: string[]): Expectation => ({
	ending: 'deadline',
	says,
	charges: 1,
});

const UNCLEAR = 'may have been charged';

/** A paid request whose fate nobody can tell: it is not sent again, and the error says so. */
export const unclear = (charges: 0 | 1, ...says: string[]): Expectation => ({
	ending: 'error',
	says: [...says, UNCLEAR],
	charges,
});

export const unclearAtDeadline: Expectation = timesOut('answer', 'time', UNCLEAR);
