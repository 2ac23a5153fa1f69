import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import type { N8nInstallation } from '../../../tools/localN8n/installation.mjs';
import { type InstanceOptions, startInstance } from '../../../tools/localN8n/instance.mjs';
import { installPackage } from '../../../tools/localN8n/pixazoPackage.mjs';

/** What all processes have in common. */
const QUEUE_MODE = Object.freeze({
	EXECUTIONS_MODE: 'queue',
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'true',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '60',
	// n8n's defaults are 60, 10, and 30 s: a worker's death is noticed the same way, only later.
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
});

/** The webhook process and the workers answer by it once they can work. */
const readyPath = '/healthz/readiness';

interface ClusterOptions {
	readonly installation: N8nInstallation;
	/** This package. */
	readonly tarball: string;
	/** For the user folders of all processes. */
	readonly folder: string;
	/** Leads to the database and to Redis. */
	readonly env: Record<string, string>;
}

/**
 * Starts an n8n in queue mode: a main process, one for webhooks, and two workers. Each has a user folder of its own, with
 * the package in it, as if each were a container of its own. `stops` gets how to end each process, as soon as it is up:
 * at once, nothing of it is kept.
 */
export async function startCluster(
	{ installation, tarball, folder, env }: ClusterOptions,
	stops: Array<() => Promise<void>>,
) {
	const optionsFor = async (name: string, ...command: string[]) => {
		const userFolder = join(folder, name);
		await installPackage(tarball, userFolder);
		return { installation, userFolder, command, env: { ...QUEUE_MODE, ...env } };
	};
	const startWebhookProcess = async () => {
		const webhook = await startInstance({ ...(await optionsFor('webhook', 'webhook')), readyPath });
		stops.push(() => webhook.stop('SIGKILL'));
		return webhook.url;
	};
	const startWorker = async (name: string) => {
		const options = await optionsFor(name, 'worker', '--concurrency=10');
		const port = await getPort();
		const health = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		const worker = { ...options, port, readyPath, env: { ...options.env, ...health } };
		const { stop, pidPath } = await keepWorker(worker);
		stops.push(stop);
		return pidPath;
	};

	// It makes the tables, which the others look for.
	const main = await startInstance(await optionsFor('main', 'start'));
	stops.push(() => main.stop('SIGKILL'));
	const webhook = startWebhookProcess();
	const workers = [startWorker('worker-1'), startWorker('worker-2')];
	// If one fails, the others still have to be up before they can be stopped.
	await Promise.allSettled([webhook, ...workers]);
	return { mainUrl: main.url, webhookUrl: await webhook, pidPaths: await Promise.all(workers) };
}

/**
 * Starts a worker, and starts it again whenever it has ended, as whatever runs containers would. The file at `pidPath`
 * has its process's ID.
 */
async function keepWorker(options: InstanceOptions) {
	const pidPath = join(options.userFolder, 'worker.pid');
	let starts = 0;
	let isWanted = true;
	const start = async () => {
		starts += 1;
		const started = await startInstance({ ...options, logName: `n8n-${starts}.log` });
		await writeFile(pidPath, String(started.pid));
		return started;
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
	const stop = async () => {
		isWanted = false;
		await instance.stop('SIGKILL');
		await keeping;
	};
	return { pidPath, stop };
}
