// @ts-check
import { z } from 'zod';

const requestSchema = z.object({
	at: z.number(),
	method: z.string(),
	path: z.string(),
	operationId: z.string().optional(),
	keyHeader: z.boolean(),
	status: z.number().nullable(),
	json: z.unknown(),
	parts: z
		.array(
			z.object({
				name: z.string().optional(),
				fileName: z.string().optional(),
				contentType: z.string().optional(),
				bytes: z.number(),
			}),
		)
		.optional(),
	rejected: z.string().optional(),
	requestId: z.string().optional(),
});

const downloadSchema = z.object({ at: z.number(), path: z.string(), keyHeader: z.boolean() });

const chargesSchema = z.object({ requestIds: z.array(z.string()) });

/** The routes by which the sandbox tells what was asked of it, and is told to misbehave. */
export class SandboxAdmin {
	/** @param {string} url */
	constructor(url) {
		this.url = url;
	}

	/** Requests to the gateway, in their order. */
	async requests() {
		return z.array(requestSchema).parse(await this.#send('GET', '/requests'));
	}

	/** Requests to the origin that results come from, in their order. */
	async downloads() {
		return z.array(downloadSchema).parse(await this.#send('GET', '/media'));
	}

	/** The requests that would have cost money, by their IDs. */
	async charged() {
		return chargesSchema.parse(await this.#send('GET', '/charges')).requestIds;
	}

	/** How often each job was looked up, by request ID. */
	async lookUps() {
		return z.record(z.number()).parse(await this.#send('GET', '/jobs'));
	}

	async reset() {
		await this.#send('DELETE', '/log');
	}

	/** @param {Record<string, unknown>} settings */
	async set(settings) {
		await this.#send('POST', '/settings', settings);
	}

	/** @param {{ on: string, times?: number, after?: number, fault: Record<string, unknown> }} fault */
	async addFault(fault) {
		await this.#send('POST', '/faults', fault);
	}

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @returns {Promise<unknown>}
	 */
	async #send(method, path, body) {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`Sandbox, ${method} ${path}: ${answer.status} ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	}
}
