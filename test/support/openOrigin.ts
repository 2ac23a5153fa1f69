import fastify, { type FastifyInstance } from 'fastify';

/** What somebody asked of an origin, as it came. */
export interface Visit {
	/** The target of the request line: a path; of a proxy, a whole URL, or host and port for a tunnel. */
	readonly target: string;
	readonly headers: Readonly<Record<string, unknown>>;
}

export interface OriginAnswer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object goes out as JSON. */
	readonly body?: object | string | Buffer;
}

/** A server that answers everything as it is told, keeps what came, and can be taken for a proxy. */
export class OpenOrigin {
	private constructor(
		private readonly app: FastifyInstance,
		readonly url: string,
		readonly visits: Visit[],
	) {}

	/** @param answer to a request with this target. */
	static async open(answer: (target: string) => OriginAnswer): Promise<OpenOrigin> {
		const visits: Visit[] = [];
		const app = fastify({ forceCloseConnections: true });
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
			parsed(null, body),
		);
		// Not a route: what a proxy is asked for is no path that a route could have.
		app.setNotFoundHandler(({ raw, headers }, reply) => {
			const target = raw.url ?? '';
			visits.push({ target, headers: { ...headers } });
			const { status = 200, headers: more = {}, body = '' } = answer(target);
			return reply.code(status).headers(more).send(body);
		});
		app.server.on('connect', ({ url = '', headers }, socket) => {
			visits.push({ target: url, headers: { ...headers } });
			socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
		});
		return new OpenOrigin(app, await app.listen({ host: '127.0.0.1', port: 0 }), visits);
	}

	async close(): Promise<void> {
		await this.app.close();
	}
}
