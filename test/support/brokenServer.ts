import fastify from 'fastify';

export interface BrokenServer {
	/** Takes the head of a request and never reads its body. */
	readonly deafUrl: string;
	/** Answers with the first bytes of a picture, then breaks the connection off. */
	readonly breakingUrl: string;
	close(): Promise<void>;
}

/** A server at which requests come to grief half-way, as nothing at the wire alone can imitate. */
export async function startBrokenServer(firstBytes: Buffer): Promise<BrokenServer> {
	const app = fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', () => {});
	app.post('/*', (_request, reply) => {
		reply.hijack();
	});
	app.get('/*', (_request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, { 'content-length': 1000 });
		reply.raw.write(firstBytes, () => reply.raw.destroy());
	});
	const origin = await app.listen({ host: '127.0.0.1', port: 0 });
	return {
		deafUrl: origin,
		breakingUrl: `${origin}/picture.png`,
		close: async () => await app.close(),
	};
}
