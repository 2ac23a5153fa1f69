import fastify from 'fastify';

/** A request to the gateway, and its answer. */
export interface Exchange {
	readonly method: string;
	readonly path: string;
	/** the body, if it is JSON */
	readonly sent: unknown;
	readonly status: number;
	readonly tookMs: number;
	readonly answer: string;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** The headers that the nodes set. */
const PASSED_ON = ['accept', 'cache-control', 'content-type', 'ocp-apim-subscription-key'];

/** Starts a server that passes everything on to a gateway, and remembers it. Links in answers lead back to it. */
export async function startRecorder(gatewayUrl: string) {
	const exchanges: Exchange[] = [];
	const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	app.all<{ Body: string | undefined }>(
		'*',
		async ({ method, url: path, headers, body }, reply) => {
			const startedAtMs = Date.now();
			const response = await fetch(gatewayUrl + path, {
				...{ method, body, redirect: 'manual' },
				headers: PASSED_ON.flatMap((name) => (headers[name] ? [[name, `${headers[name]}`]] : [])),
			});
			const answer = await response.text();
			const { status } = response;
			const tookMs = Date.now() - startedAtMs;
			const sent: unknown = body === undefined ? undefined : JSON.parse(body);
			exchanges.push({ method, path, sent, status, tookMs, answer });
			const type = response.headers.get('content-type') ?? 'application/json';
			await reply.code(status).type(type).send(answer.replaceAll(gatewayUrl, url));
		},
	);
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, exchanges, close: () => app.close() };
}
