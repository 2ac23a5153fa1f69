import { z } from 'zod';
import type { ScriptedFault } from '../sandbox/faults';
import type { Settings } from '../sandbox/settings';

const logSchema = z.array(
	z.object({
		/** milliseconds since the epoch */
		at: z.number(),
		path: z.string(),
		operationId: z.string().optional(),
		/** null for a request that got no answer */
		status: z.number().nullable(),
		/** how long the answer took to its last byte */
		tookMs: z.number().optional(),
	}),
);

export type LoggedRequests = z.infer<typeof logSchema>;

/** The routes of a sandbox that tell what was asked of it, and change how it behaves. */
export class SandboxAdmin {
	constructor(private readonly adminUrl: string) {}

	async requests(): Promise<LoggedRequests> {
		return logSchema.parse(await this.call('GET', 'requests'));
	}

	/** What was fetched by result links. */
	async downloads(): Promise<LoggedRequests> {
		return logSchema.parse(await this.call('GET', 'media'));
	}

	async chargeCount(): Promise<number> {
		return z.object({ count: z.number() }).parse(await this.call('GET', 'charges')).count;
	}

	async change(settings: Partial<Settings>): Promise<void> {
		await this.call('POST', 'settings', settings);
	}

	async addFault(fault: Pick<ScriptedFault, 'on' | 'fault'> & Partial<ScriptedFault>) {
		await this.call('POST', 'faults', fault);
	}

	/** Begins anew with empty logs, no charges and no faults; jobs take the same times again. */
	async forget(): Promise<void> {
		await this.call('DELETE', 'log');
	}

	private async call(method: string, route: string, body?: object): Promise<unknown> {
		const response = await fetch(`${this.adminUrl}/${route}`, {
			method,
			...(body && {
				body: JSON.stringify(body),
				headers: { 'content-type': 'application/json' },
			}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox refuses ${method} ${route}: ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	}
}
