// @ts-check
import { execFile } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { startServer } from './server.mjs';

const run = promisify(execFile);

const USER = 'postgres';

/**
 * Starts a PostgreSQL with an empty database.
 *
 * @param {string} binFolder where its executables are
 * @param {string} folder for its data and its log, in one that all users can pass through
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} settings of n8n that lead to it
 */
export async function startPostgres(binFolder, folder) {
	await mkdir(folder);
	const owner = await serverOwner();
	if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid);
	const data = join(folder, 'data');
	const initdb = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-sync'];
	await run(join(binFolder, 'initdb'), initdb, { cwd: folder, ...owner });

	const port = String(await getPort());
	const stop = await startServer({
		command: join(binFolder, 'postgres'),
		parameters: ['-D', data, '-p', port, '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'],
		folder,
		owner,
		// Fast: it does not wait until its clients have gone.
		stopSignal: 'SIGINT',
		isUp: () => accepts(join(binFolder, 'pg_isready'), port),
	});
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
	};
	return { env, stop };
}

/** PostgreSQL refuses to run as root; its package brings a user for it. */
async function serverOwner() {
	if (process.getuid?.() !== 0) return {};
	const [uid, gid] = await Promise.all(['-u', '-g'].map((option) => run('id', [option, USER])));
	return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/**
 * @param {string} command
 * @param {string} port
 */
const accepts = (command, port) =>
	run(command, ['-h', '127.0.0.1', '-p', port]).then(
		() => true,
		() => false,
	);
