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
