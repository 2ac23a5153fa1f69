import { createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';

/** A server that does nothing but hand over its connections. */
export async function openRawServer(onSocket: (socket: Socket) => void) {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket.on('error', () => {}));
		onSocket(socket);
	});
	await promisify(server.listen.bind(server, { port: 0, host: '127.0.0.1' }))();
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
