// @ts-check
import { constants } from 'node:fs';
import { access, readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

/** Debian keeps what starts a server out of the path, by version. */
const DEBIANS_POSTGRES = '/usr/lib/postgresql';

/**
 * Finds what this test needs and npm does not bring.
 *
 * @returns {Promise<{ postgresFolder: string, redisFolder: string }>}
 * @throws {Error} that says what to install
 */
export async function findServers() {
	const path = (process.env.PATH ?? '').split(delimiter);
	const versions = await readdir(DEBIANS_POSTGRES).catch(() => []);
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	const postgresFolder = await folderOf('initdb', [
		...path,
		...newestFirst.map((version) => join(DEBIANS_POSTGRES, version, 'bin')),
	]);
	const redisFolder = await folderOf('redis-server', [...path, '/usr/sbin', '/usr/local/bin']);
	if (postgresFolder && redisFolder) return { postgresFolder, redisFolder };
	const missing = [
		...(postgresFolder ? [] : ['postgresql']),
		...(redisFolder ? [] : ['redis-server']),
	].join(' ');
	throw new Error(
		`This test starts its own PostgreSQL and Redis. Not found on this machine: ${missing}. ` +
			`On Debian or Ubuntu: apt-get install --no-install-recommends ${missing}`,
	);
}

/**
 * @param {string} command
 * @param {string[]} folders
 */
async function folderOf(command, folders) {
	for (const folder of folders) {
		const found = join(folder, command);
		const canRun = await access(found, constants.X_OK).then(
			() => true,
			() => false,
		);
		// A link may stand alone; its target has the rest of the server beside it.
		if (canRun) return dirname(await realpath(found));
	}
	return undefined;
}
