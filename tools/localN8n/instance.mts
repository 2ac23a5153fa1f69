import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import type { N8nInstallation } from './installation.mjs';

export interface InstanceOptions {
	readonly installation: N8nInstallation;
	/** all that the n8n knows: settings, database, packages, files */
	readonly userFolder: string;
	/** a free one by default */
	readonly port?: number;
	/** more settings of n8n */
	readonly env?: Record<string, string>;
	/** which of n8n's processes it is, and its options; by default the main one */
	readonly command?: string[];
	/** answers with JSON once the process can work */
	readonly readyPath?: string;
	readonly logName?: string;
}

/** A new database takes longest, and the machine may be slow. */
const START_LIMIT_MS = 300_000;
const HEALTH_INTERVAL_MS = 200;

/** n8n reports ready before it has its routes. Until then, this route answers with text. */
const EDITORS_FIRST_PATH = '/rest/settings';

/** Starts an n8n and waits until it answers. Fails and names its log, if it ends or is not up in five minutes. */
export async function startInstance(options: InstanceOptions) {
	const { installation, userFolder, env = {}, command = ['start'], logName = 'n8n.log' } = options;
	const { port = await getPort(), readyPath = EDITORS_FIRST_PATH } = options;
	await mkdir(filesFolder(userFolder), { recursive: true });
	const logPath = join(userFolder, logName);
	const log = await open(logPath, 'w');
	const child = spawn(installation.nodePath, [installation.cliPath, ...command], {
		cwd: userFolder,
		env: { ...surroundings(), ...settings(userFolder, port, await getPort()), ...env },
		stdio: ['ignore', log.fd, log.fd],
	});
	const ended = once(child, 'exit');
	await log.close();

	const url = `http://localhost:${port}`;
	const stop = async (signal?: NodeJS.Signals) => {
		child.kill(signal);
		await ended;
	};
	const problem = await Promise.race([
		ended.then(([code, signal]) => `ended with ${code ?? signal} while it was starting`),
		isUp(`${url}${readyPath}`).then((up) => (up ? undefined : 'was not up after five minutes')),
	]);
	if (problem === undefined) return { url, logPath, pid: child.pid, ended, stop };
	await stop();
	throw new Error(`n8n ${installation.version} ${problem}. Its log: ${logPath}`);
}

/** The folder that workflows can read and write. */
export const filesFolder = (userFolder: string) => join(userFolder, 'files');

/** Leaves out the settings of the developer's own n8n. */
const surroundings = () =>
	Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|NODE)_/.test(name),
		),
	);

const settings = (userFolder: string, port: number, brokerPort: number) => ({
	N8N_USER_FOLDER: userFolder,
	N8N_PORT: String(port),
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_RESTRICT_FILE_ACCESS_TO: filesFolder(userFolder),
	// A key that n8n generates would be lost with its settings file, and all stored credentials with it.
	N8N_ENCRYPTION_KEY: 'for-the-sandbox-only',
	N8N_RUNNERS_ENABLED: 'false',
	// n8n 2 starts its task broker in any case, and ends if another n8n uses the default port.
	N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	// Nothing leaves the machine, and nothing waits for an answer from outside.
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
});

async function isUp(url: string) {
	const giveUpAtMs = Date.now() + START_LIMIT_MS;
	while (Date.now() < giveUpAtMs) {
		const answer = await fetch(url).catch(() => undefined);
		const type = answer?.headers.get('content-type') ?? '';
		if (answer?.ok && type.startsWith('application/json')) return true;
		await sleep(HEALTH_INTERVAL_MS);
	}
	return false;
}
