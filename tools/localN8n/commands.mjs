// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/**
 * @typedef {object} CommandOptions
 * @property {string} cwd
 * @property {string} logPath gets all that the command says
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} parameters
 * @param {CommandOptions} options
 * @throws {Error} that names the command and its log, if it ends with anything but 0
 */
export async function runCommand(command, parameters, { cwd, logPath, env = process.env }) {
	const log = createWriteStream(logPath, { flags: 'a' });
	await once(log, 'open');
	const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', log, log] });
	const [code] = await once(child, 'exit');
	log.close();
	if (code === 0) return;
	throw new Error(`"${[command, ...parameters].join(' ')}" failed. Its log: ${logPath}`);
}

/** @param {number} startedAtMs */
const secondsSince = (startedAtMs) => Math.round((Date.now() - startedAtMs) / 1000);

const PROGRESS_INTERVAL_MS = 15_000;

/**
 * Says what is going on, every now and then that it still is, and how long it took.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
	const startedAtMs = Date.now();
	console.log(`${what} ...`);
	const ticking = setInterval(
		() => console.log(`  still at it after ${secondsSince(startedAtMs)} s`),
		PROGRESS_INTERVAL_MS,
	);
	try {
		return await work();
	} finally {
		clearInterval(ticking);
		console.log(`  ${secondsSince(startedAtMs)} s`);
	}
}
