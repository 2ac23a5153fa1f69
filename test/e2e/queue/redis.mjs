// @ts-check
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import getPort from 'get-port';
import { startServer } from './server.mjs';

/**
 * Starts a Redis that keeps nothing on disk.
 *
 * @param {string} binFolder where its executables are
 * @param {string} folder for its log
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} settings of n8n that lead to it
 */
export async function startRedis(binFolder, folder) {
	await mkdir(folder);
	const port = await getPort();
	const stop = await startServer({
		command: join(binFolder, 'redis-server'),
		parameters: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		folder,
		isUp: () => accepts(port),
	});
	const env = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
	return { env, stop };
}

/** @param {number} port */
const accepts = async (port) => {
	const socket = connect(port, '127.0.0.1');
	const isUp = await once(socket, 'connect').then(
		() => true,
		() => false,
	);
	socket.destroy();
	return isUp;
};
