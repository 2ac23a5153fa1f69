// @ts-check
const { createServer } = require('node:net');
const { promisify } = require('node:util');

/**
 * A server that does nothing but hand over its connections. The linter bans `node:net` from .ts files.
 *
 * @param {(socket: import('node:net').Socket) => void} onSocket
 */
exports.openRawServer = async (onSocket) => {
	/** @type {Set<import('node:net').Socket>} */
	const sockets = new Set();
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
};
