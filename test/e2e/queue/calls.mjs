// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { photoOf } from './photos.mjs';

/**
 * @typedef {object} Answer
 * @property {number} ordinal of the photo that was sent
 * @property {number} status
 * @property {string} type
 * @property {string | undefined} requestId
 * @property {Buffer} bytes
 * @property {number} calledAtMs
 * @property {number} answeredAtMs
 */

const LOOK_INTERVAL_MS = 50;

/** Calls of a webhook that are all made at once. */
export class Calls {
	/** @type {Answer[]} */
	answers = [];

	/**
	 * @param {string} url
	 * @param {number} count
	 */
	constructor(url, count) {
		this.count = count;
		const ordinals = Array.from({ length: count }, (_, ordinal) => ordinal);
		this.#made = Promise.all(
			ordinals.map(async (ordinal) => this.answers.push(await call(url, ordinal))),
		);
	}

	/** @type {Promise<unknown>} */
	#made;

	/** @param {number} count waits until so many have been answered */
	async answered(count) {
		const enough = (async () => {
			while (this.answers.length < count) await sleep(LOOK_INTERVAL_MS);
		})();
		await Promise.race([enough, this.#made]);
	}

	/**
	 * Waits until all have been answered, one way or the other.
	 *
	 * @returns {Promise<{ good: Answer[], bad: Answer[] }>}
	 */
	async all() {
		await this.#made;
		const isGood = (/** @type {Answer} */ { status }) => status === 200;
		return {
			good: this.answers.filter(isGood),
			bad: this.answers.filter((answer) => !isGood(answer)),
		};
	}
}

/**
 * Posts a photo as a form does.
 *
 * @param {string} url
 * @param {number} ordinal of the photo
 * @returns {Promise<Answer>}
 */
async function call(url, ordinal) {
	const body = new FormData();
	const photo = new Blob([new Uint8Array(await photoOf(ordinal))], { type: 'image/jpeg' });
	body.append('data', photo, `photo-${ordinal}.jpg`);
	const calledAtMs = Date.now();
	const answer = await fetch(url, { method: 'POST', body });
	return {
		ordinal,
		status: answer.status,
		type: answer.headers.get('content-type') ?? '',
		requestId: answer.headers.get('x-request-id') ?? undefined,
		bytes: Buffer.from(await answer.arrayBuffer()),
		calledAtMs,
		answeredAtMs: Date.now(),
	};
}
