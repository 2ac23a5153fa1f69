/**
 * Why an item failed, in words for users. Modules that know neither n8n's node nor the item throw it. The loop over
 * items turns it into n8n's own error classes (nodeErrors.ts).
 */
export class Failure extends Error {
	override readonly name: string = 'Failure';

	/** @param message what happened, in one sentence. @param description what to do about it. @param httpCode the status, if there was an answer. */
	constructor(
		message: string,
		readonly description: string,
		readonly httpCode?: string,
	) {
		super(message);
	}
}

/** The item's time is over, or too short for another attempt. */
export class OutOfTime extends Failure {
	override readonly name = 'OutOfTime';
}

/** The user stopped the execution, or another item ended it. */
export class Stopped extends Failure {
	override readonly name = 'Stopped';

	constructor() {
		super('The execution was stopped before this item was finished', 'Nothing more was sent.');
	}
}

/** Joins texts into sentences, each with its own period. */
export const sentences = (...texts: readonly string[]): string =>
	texts
		.map((text) => text.trim())
		.filter((text) => text !== '')
		.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
		.join(' ');

const LONGEST_SHOWN = 100;

/** A value as a message may show it: at most 100 characters, without the password of a link. */
export function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	const safe = text
		.slice(0, LONGEST_SHOWN * 100)
		.replace(/(?<=:\/\/|https?:[/\\]*)[^/\\?#\s]*@/gi, '[credentials]@');
	return safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN - 1)}…` : safe;
}
