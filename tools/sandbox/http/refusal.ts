/** A request that the gateway refuses; its two texts become the answer's body. */
export class Refusal extends Error {
	/**
	 * @param title what is wrong, in a few words: the field, for a bad request
	 * @param message what to change, in a sentence
	 */
	constructor(
		readonly status: 400 | 401 | 404 | 429,
		readonly title: string,
		message: string,
	) {
		super(message);
	}
}

/** @returns a refusal with status 400 of one field, part, header, or parameter */
export const invalid = (name: string, message: string): Refusal =>
	new Refusal(400, `Invalid ${name}`, message);
