// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} Server
 * @property {string} command
 * @property {string[]} parameters
 * @property {string} folder it runs in, and its log
 * @property {{ uid?: number, gid?: number }} [owner] the user it runs as, if it is another one
 * @property {NodeJS.Signals} [stopSignal]
 * @property {() => Promise<boolean>} isUp
 */

const START_LIMIT_MS = 30_000;
const LOOK_INTERVAL_MS = 100;

/**
 * Starts a server that is not n8n, and waits until it is up.
 *
 * @param {Server} server
 * @returns {Promise<() => Promise<void>>} stops it
 * @throws {Error} that names its log, if it ends or is not up in half a minute
 */
export async function startServer(server) {
	const { command, parameters, folder, owner = {}, stopSignal = 'SIGTERM', isUp } = server;
	const logPath = `${folder}/server.log`;
	const log = await open(logPath, 'w');
	const stdio = /** @type {const} */ (['ignore', log.fd, log.fd]);
	// Detached: what Ctrl+C ends at once would be missed by the n8n that is still stopping.
	const options = { cwd: folder, ...owner, stdio: [...stdio], detached: true };
	const child = spawn(command, parameters, options);
	const ended = once(child, 'exit');
	await log.close();

	const giveUpAtMs = Date.now() + START_LIMIT_MS;
	while (child.exitCode === null && Date.now() < giveUpAtMs) {
		if (await isUp()) {
			return async () => {
				child.kill(stopSignal);
				await ended;
			};
		}
		await sleep(LOOK_INTERVAL_MS);
	}
	child.kill('SIGKILL');
	throw new Error(`${command} did not start. Its log: ${logPath}`);
}
