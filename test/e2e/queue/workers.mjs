// @ts-check
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { pidPaths } from './stage.mjs';

const run = promisify(execFile);

/** @typedef {0 | 1} Worker */

/** @param {Worker} worker */
const processId = async (worker) => Number(await readFile(pidPaths[worker], 'utf8'));

/**
 * Sends a signal to a worker.
 *
 * @param {Worker} worker
 * @param {NodeJS.Signals} signal
 * @returns {Promise<() => Promise<void>>} waits until another worker has taken its place
 */
export async function signalWorker(worker, signal) {
	const former = await processId(worker);
	process.kill(former, signal);
	return async () => {
		while ((await processId(worker)) === former) await sleep(LOOK_INTERVAL_MS);
	};
}

const LOOK_INTERVAL_MS = 200;

/**
 * @param {Worker} worker
 * @returns {Promise<number>} what it has in memory now, in MB
 */
export async function memoryMb(worker) {
	const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(await processId(worker))]);
	return Math.round(Number(stdout) / 1024);
}

/**
 * Watches a worker's memory while something else goes on.
 *
 * @template T
 * @param {Worker} worker
 * @param {Promise<T>} work
 * @returns {Promise<{ result: T, peakMb: number }>}
 */
export async function withMemoryOf(worker, work) {
	let peakMb = 0;
	const watching = setInterval(() => {
		void memoryMb(worker).then((nowMb) => {
			peakMb = Math.max(peakMb, nowMb);
		});
	}, MEMORY_INTERVAL_MS);
	try {
		return { result: await work, peakMb };
	} finally {
		clearInterval(watching);
	}
}

const MEMORY_INTERVAL_MS = 1000;
