// @ts-check
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startInstance } from '../../../tools/localN8n/instance.mjs';

/**
 * Starts a worker, and starts it again whenever it has ended, as whatever runs containers would.
 *
 * @param {import('../../../tools/localN8n/instance.mjs').InstanceOptions} options
 * @returns {Promise<{ pidPath: string, stop: () => Promise<void> }>} the file that tells its process's ID
 */
export async function keepWorker(options) {
	const pidPath = join(options.userFolder, 'worker.pid');
	let starts = 0;
	let isWanted = true;

	const start = async () => {
		starts += 1;
		const instance = await startInstance({ ...options, logName: `n8n-${starts}.log` });
		await writeFile(pidPath, String(instance.pid));
		return instance;
	};
	let instance = await start();
	const keep = async () => {
		for (;;) {
			await instance.ended;
			if (!isWanted) return;
			instance = await start();
			if (!isWanted) return await instance.stop('SIGKILL');
		}
	};
	// The tests that wait for it will notice.
	const keeping = keep().catch((error) => console.error(error.message));
	return {
		pidPath,
		stop: async () => {
			isWanted = false;
			await instance.stop('SIGKILL');
			await keeping;
		},
	};
}
