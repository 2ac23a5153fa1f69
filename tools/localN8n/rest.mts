import { z } from 'zod';

/** The login of every n8n that is started here. Only this machine can reach it. */
export const OWNER = Object.freeze({ email: 'owner@example.com', password: 'Sandbox-1' });

const settingsSchema = z.object({
	userManagement: z.object({ showSetupOnFirstLoad: z.boolean().optional() }),
});
const envelope = z.object({ data: z.unknown() });

/** The API of n8n's own editor, at the address of an n8n. */
export class Rest {
	private cookie = '';
	private lastChange: Promise<unknown> = Promise.resolve();

	constructor(readonly url: string) {}

	/** Logs in as the owner, whom a new n8n gets first. */
	async logIn() {
		const { userManagement } = settingsSchema.parse(await this.send('GET', '/settings'));
		const { email, password } = OWNER;
		if (userManagement.showSetupOnFirstLoad) {
			const owner = { ...OWNER, firstName: 'Sandbox', lastName: 'Owner' };
			await this.send('POST', '/owner/setup', owner);
		} else {
			await this.send('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/**
	 * Sends what may change something one after another, because n8n 1 mixes up the transactions of SQLite. The path is
	 * below `/rest`. Returns what the answer has in `data`, or fails with n8n's own words, if it is no success.
	 */
	async send(method: string, path: string, body?: unknown): Promise<unknown> {
		const exchange = async () => {
			const answer = await this.fetch(`/rest${path}`, method, body);
			const text = await answer.text();
			if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
			return envelope.parse(JSON.parse(text)).data;
		};
		if (method === 'GET') return await exchange();
		const change = this.lastChange.then(exchange);
		this.lastChange = change.catch(() => {});
		return await change;
	}

	/** The path is below the n8n's own address. */
	async fetch(path: string, method = 'GET', body?: unknown) {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				// A busy n8n may close a kept connection at the moment when it is used again.
				connection: 'close',
				'browser-id': 'n8n-nodes-pixazo',
				cookie: this.cookie,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return answer;
	}
}
