// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pidPaths } from './stage.mjs';

/** @returns {Promise<string[]>} the request IDs that the workers' logs name as accepted, those of killed workers too */
export async function acceptedByLogs() {
	const logs = await Promise.all(pidPaths.map((pidPath) => logsIn(dirname(pidPath))));
	const matches = logs.join('\n').matchAll(/Pixazo accepted request (\S+)/g);
	return [...matches].flatMap(([, requestId]) => requestId ?? []);
}

/** @param {string} userFolder */
async function logsIn(userFolder) {
	const names = (await readdir(userFolder)).filter((name) => /^n8n-\d+\.log$/.test(name));
	const texts = names.map((name) => readFile(join(userFolder, name), 'utf8'));
	return (await Promise.all(texts)).join('\n');
}
