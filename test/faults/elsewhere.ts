import fastify, { type FastifyInstance } from 'fastify';
import { disc } from '../tools/sandbox/caller';

/** An origin that is neither the gateway's nor its media's: it keeps the headers of whoever comes. */
export class Elsewhere {
	private constructor(
		private readonly app: FastifyInstance,
		readonly url: string,
		/** Path and headers of each request. */
		readonly visits: ReadonlyArray<Readonly<Record<string, unknown>>>,
	) {}

	static async open(): Promise<Elsewhere> {
		const picture = await disc(48);
		const app = fastify({ forceCloseConnections: true });
		const visits: Array<Record<string, unknown>> = [];
		app.all('*', ({ url, headers }, reply) => {
			visits.push({ url, ...headers });
			if (url.startsWith('/circle')) return reply.redirect('/circle', 307);
			return reply.type('image/png').send(picture);
		});
		const url = await app.listen({ host: '127.0.0.1', port: 0 });
		return new Elsewhere(app, url, visits);
	}

	async close(): Promise<void> {
		await this.app.close();
	}
}
