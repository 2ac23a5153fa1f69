import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, chown, mkdir, open, readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import getPort from 'get-port';

const run = promisify(execFile);

/** Debian keeps what starts a PostgreSQL out of the path, by version. */
const DEBIANS_POSTGRES = '/usr/lib/postgresql';

/** Finds what this test needs and npm does not bring, or fails with an error that says what to install. */
export async function findServers() {
	const path = (process.env.PATH ?? '').split(delimiter);
	const versions = await readdir(DEBIANS_POSTGRES).catch(() => []);
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	const debians = newestFirst.map((version) => join(DEBIANS_POSTGRES, version, 'bin'));
	const postgresFolder = await folderOf('initdb', [...path, ...debians]);
	const redisFolder = await folderOf('redis-server', [...path, '/usr/sbin', '/usr/local/bin']);
	if (postgresFolder && redisFolder) return { postgresFolder, redisFolder };
	throw new Error(
		`This test starts its own PostgreSQL and Redis. Found: PostgreSQL in ${postgresFolder}, Redis in ${redisFolder}. ` +
			'On Debian or Ubuntu: apt-get install --no-install-recommends postgresql redis-server',
	);
}

async function folderOf(command: string, folders: string[]) {
	for (const folder of folders) {
		const found = join(folder, command);
		// A link may stand alone; its target has the rest of the server beside it.
		if (await succeeds(access(found, constants.X_OK))) return dirname(await realpath(found));
	}
	return undefined;
}

const succeeds = (work: Promise<unknown>) =>
	work.then(
		() => true,
		() => false,
	);

/**
 * Starts a PostgreSQL with an empty database. Its executables are in `binFolder`; `folder` is for its data and its log,
 * in one that all users can pass through. Returns settings of n8n that lead to it.
 */
export async function startPostgres(binFolder: string, folder: string) {
	await mkdir(folder);
	const owner = await postgresUser();
	if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid);
	const [data, port] = [join(folder, 'data'), String(await getPort())];
	const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync'];
	await run(join(binFolder, 'initdb'), initdb, { cwd: folder, ...owner });
	const parameters = ['-D', data, '-p', port, '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'];
	const isReady = ['-h', '127.0.0.1', '-p', port];
	const stop = await startServer(join(binFolder, 'postgres'), parameters, {
		...{ folder, owner },
		// Fast: it does not wait until its clients have gone.
		stopSignal: 'SIGINT',
		isUp: () => succeeds(run(join(binFolder, 'pg_isready'), isReady)),
	});
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'postgres',
	};
	return { env, stop };
}

/** PostgreSQL refuses to run as root; its package brings a user for it. */
async function postgresUser() {
	if (process.getuid?.() !== 0) return {};
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map((option) => run('id', [option, 'postgres'])),
	);
	return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/**
 * Starts a Redis that keeps nothing on disk. Its executables are in `binFolder`; `folder` is for its log. Returns
 * settings of n8n that lead to it.
 */
export async function startRedis(binFolder: string, folder: string) {
	await mkdir(folder);
	const port = String(await getPort());
	const nothingKept = ['--save', '', '--appendonly', 'no'];
	const parameters = ['--port', port, '--bind', '127.0.0.1', ...nothingKept];
	const stop = await startServer(join(binFolder, 'redis-server'), parameters, {
		folder,
		isUp: () => succeeds(run(join(binFolder, 'redis-cli'), ['-p', port, 'ping'])),
	});
	return { env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port }, stop };
}

const START_LIMIT_MS = 30_000;
const INTERVAL_MS = 100;

interface ServerOptions {
	/** Where it runs, with its log. */
	readonly folder: string;
	/** The user it runs as, if it is another one. */
	readonly owner?: { readonly uid?: number; readonly gid?: number };
	readonly stopSignal?: NodeJS.Signals;
	readonly isUp: () => Promise<boolean>;
}

/**
 * Starts a server that is not n8n, and waits until it is up. Returns what stops it, or fails with an error that names
 * its log, if it ends or is not up in half a minute.
 */
async function startServer(
	command: string,
	parameters: string[],
	{ folder, owner, stopSignal, isUp }: ServerOptions,
) {
	const logPath = join(folder, 'server.log');
	const log = await open(logPath, 'w');
	// Detached: what Ctrl+C ends at once would be missed by the n8n that is still stopping.
	const child = spawn(command, parameters, {
		...{ cwd: folder, ...owner, detached: true },
		stdio: ['ignore', log.fd, log.fd],
	});
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
		await sleep(INTERVAL_MS);
	}
	child.kill('SIGKILL');
	throw new Error(`${command} did not start. Its log: ${logPath}`);
}
