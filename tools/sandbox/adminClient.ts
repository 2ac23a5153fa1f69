import { z } from 'zod';
import type { ScriptedFault } from './faults';
import type { Settings } from './settings';

const exchangeSchema = z.object({
	/** milliseconds since 1970 */
	at: z.number(),
	method: z.string(),
	path: z.string(),
	kind: z.enum(['paid', 'check', 'result', 'unknown']),
	keyHeader: z.boolean(),
	/** null for a request that got no answer */
	status: z.number().nullable(),
	/** how long the answer took, until its last byte was sent */
	tookMs: z.number().optional(),
	/** the caller closed the connection before the answer was complete */
	aborted: z.boolean().optional(),
	/** a fault closed it */
	cut: z.boolean().optional(),
});

const requestSchema = exchangeSchema.extend({
	operationId: z.string().optional(),
	json: z.record(z.unknown()).optional(),
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
	/** why the request was refused */
	rejected: z.string().optional(),
	requestId: z.string().optional(),
	prompt: z.string().optional(),
	/** SHA-256 of the image that came along, in hexadecimal digits */
	imageHash: z.string().optional(),
	charged: z.boolean(),
	refunded: z.boolean().optional(),
	/** what it was answered, or would have been without a fault */
	answer: z.unknown(),
});

const callbackSchema = z.object({
	at: z.number(),
	url: z.string(),
	requestId: z.string(),
	status: z.number().nullable(),
});

export type LoggedRequest = z.infer<typeof requestSchema>;
export type LoggedDownload = z.infer<typeof exchangeSchema>;

/** Talks to the routes of a running sandbox that tell what was asked of it and change how it behaves. */
export class SandboxAdmin {
	constructor(private readonly adminUrl: string) {}

	/** Requests to the gateway, the oldest first. */
	async requests(): Promise<LoggedRequest[]> {
		return z.array(requestSchema).parse(await this.send('GET', 'requests'));
	}

	/** Requests to the origin of the results, the oldest first. */
	async downloads(): Promise<LoggedDownload[]> {
		return z.array(exchangeSchema).parse(await this.send('GET', 'media'));
	}

	/** Callbacks to webhook URLs, the oldest first. */
	async callbacks() {
		return z.array(callbackSchema).parse(await this.send('GET', 'callbacks'));
	}

	/** How many requests would have cost money, and the IDs of those that have one. */
	async charges() {
		const bill = z.object({ count: z.number(), requestIds: z.array(z.string()) });
		return bill.parse(await this.send('GET', 'charges'));
	}

	/** @returns how often the status of each job was checked, by request ID */
	async checks(): Promise<Record<string, number>> {
		return z.record(z.number()).parse(await this.send('GET', 'jobs'));
	}

	async set(settings: Partial<Settings>): Promise<void> {
		await this.send('POST', 'settings', settings);
	}

	async addFault(fault: Pick<ScriptedFault, 'on' | 'fault'> & Partial<ScriptedFault>) {
		await this.send('POST', 'faults', fault);
	}

	/** Starts again with empty logs, no charges, and no faults; jobs take the same times again. */
	async reset(): Promise<void> {
		await this.send('DELETE', 'log');
	}

	private async send(method: string, route: string, body?: object): Promise<unknown> {
		const headers = { 'content-type': 'application/json' };
		const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
		const answer = await fetch(`${this.adminUrl}/${route}`, init);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${route}: ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	}
}
