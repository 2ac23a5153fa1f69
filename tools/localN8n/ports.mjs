// @ts-check
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port of this machine that nothing listens on at the moment.
 *
 * @param {number} [preferred] taken if it is free; otherwise any
 * @returns {Promise<number>}
 */
export async function freePort(preferred = 0) {
	return (await portIfFree(preferred)) ?? (await freePort());
}

/**
 * @param {number} port 0: any
 * @returns {Promise<number | undefined>} undefined if something listens on it
 */
export async function portIfFree(port) {
	const server = createServer();
	try {
		await once(server.listen(port, '127.0.0.1'), 'listening');
		const address = server.address();
		return address !== null && typeof address === 'object' ? address.port : undefined;
	} catch {
		return undefined;
	} finally {
		server.close();
	}
}
