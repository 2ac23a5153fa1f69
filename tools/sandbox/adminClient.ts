import { z } from 'zod';
import type { ScriptedFault } from './faults';
import { billSchema, callbackSchema, exchangeSchema, requestSchema } from './ledger';
import type { LoggedRequest } from './ledger';
import type { Settings } from './settings';

export type { LoggedRequest };

/** A client for the routes of a running sandbox that show what happened and change how it behaves. */
export class SandboxAdmin {
	constructor(private readonly adminUrl: string) {}

	/** Requests to the gateway, the oldest first. */
	async requests(): Promise<LoggedRequest[]> {
		return z.array(requestSchema).parse(await this.send('GET', 'requests'));
	}

	/** Requests to the origin of the results, the oldest first. */
	async downloads() {
		return z.array(exchangeSchema).parse(await this.send('GET', 'media'));
	}

	/** Callbacks to webhook URLs, the oldest first. */
	async callbacks() {
		return z.array(callbackSchema).parse(await this.send('GET', 'callbacks'));
	}

	/** How many requests would have cost money, and the IDs of those that have one. */
	async charges() {
		return billSchema.parse(await this.send('GET', 'charges'));
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

	/** Clears logs, charges, and faults. Jobs take the same times again. */
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
