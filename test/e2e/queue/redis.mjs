// @ts-check
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, portIfFree } from '../../../tools/localN8n/ports.mjs';
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
	const port = await freePort();
	const stop = await startServer({
		command: join(binFolder, 'redis-server'),
		parameters: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		folder,
		isUp: async () => (await portIfFree(port)) === undefined,
	});
	const env = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
	return { env, stop };
}
