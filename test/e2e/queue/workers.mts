import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pidPaths } from './stage.mjs';

const INTERVAL_MS = 200;

/** Sends a signal to one of the workers, and returns what waits until another worker has taken its place. */
export async function signalWorker(signal: NodeJS.Signals) {
	const processId = async () => Number(await readFile(pidPaths[0], 'utf8'));
	const former = await processId();
	process.kill(former, signal);
	return async () => {
		while ((await processId()) === former) await sleep(INTERVAL_MS);
	};
}

/** The request IDs that the workers' logs name as accepted, those of killed workers too. */
export async function acceptedByLogs() {
	const logs = await Promise.all(pidPaths.map((pidPath) => logsIn(dirname(pidPath))));
	const matches = logs.join('\n').matchAll(/Pixazo accepted request (\S+)/g);
	return [...matches].flatMap(([, requestId]) => requestId ?? []);
}

async function logsIn(userFolder: string) {
	const names = (await readdir(userFolder)).filter((name) => /^n8n-\d+\.log$/.test(name));
	const texts = names.map((name) => readFile(join(userFolder, name), 'utf8'));
	return (await Promise.all(texts)).join('\n');
}
