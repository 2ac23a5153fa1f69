/**
 * Why one item failed, in words for the person who reads it at night. Thrown by the modules that know neither n8n's node
 * nor the item; the item loop turns it into n8n's own error classes (see nodeErrors.ts).
 */
export class Failure extends Error {
	override readonly name = 'Failure';

	/** @param message what happened, in one sentence. @param description what to do about it. @param httpCode the status, if the API answered. */
	constructor(
		message: string,
		readonly description: string,
		readonly httpCode?: string,
	) {
		super(message);
	}
}

/** What an error has to say, one after another, each as a sentence that ends before the next begins. */
export const sentences = (...texts: readonly string[]): string =>
	texts
		.map((text) => text.trim())
		.filter((text) => text !== '')
		.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
		.join(' ');
