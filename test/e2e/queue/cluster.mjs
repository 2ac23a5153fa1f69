// @ts-check
import { join } from 'node:path';
import getPort from 'get-port';
import { startInstance } from '../../../tools/localN8n/instance.mjs';
import { installPackage } from '../../../tools/localN8n/pixazoPackage.mjs';
import { keepWorker } from './worker.mjs';

/**
 * @typedef {object} ClusterOptions
 * @property {import('../../../tools/localN8n/cache.mjs').N8nInstallation} installation
 * @property {string} tarball this package
 * @property {string} folder for the user folders of all processes
 * @property {Record<string, string>} env that leads to the database and to Redis
 */

/** What all processes have in common. */
const QUEUE_MODE = Object.freeze({
	EXECUTIONS_MODE: 'queue',
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'true',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '60',
	// n8n's presets are 60, 10 and 30 s: a worker's death is noticed the same way, only later.
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
});

const CONCURRENCY = 10;

/** The webhook process and the workers answer by it once they can work. */
const HEALTH_PATH = '/healthz/readiness';

/**
 * Starts an n8n in queue mode: a main process, one for webhooks, and two workers. Each has a user folder of its own, with
 * the package in it, as if each were a container of its own.
 *
 * @param {ClusterOptions} options
 * @param {Array<() => Promise<void>>} stops gets how to end each process, as soon as it is up: at once, nothing of it is kept
 */
export async function startCluster({ installation, tarball, folder, env }, stops) {
	const optionsFor = async (/** @type {string} */ name, /** @type {string[]} */ ...command) => {
		const userFolder = join(folder, name);
		await installPackage(tarball, userFolder);
		const port = await getPort();
		return { installation, userFolder, port, command, env: { ...QUEUE_MODE, ...env } };
	};

	const startMain = async () => {
		const main = await startInstance(await optionsFor('main', 'start'));
		stops.push(() => main.stop('SIGKILL'));
		return main.url;
	};
	const startWebhookProcess = async () => {
		const options = await optionsFor('webhook', 'webhook');
		const webhook = await startInstance({ ...options, readyPath: HEALTH_PATH });
		stops.push(() => webhook.stop('SIGKILL'));
		return webhook.url;
	};
	const startWorker = async (/** @type {string} */ name) => {
		const options = await optionsFor(name, 'worker', `--concurrency=${CONCURRENCY}`);
		const health = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(options.port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		const worker = { ...options, readyPath: HEALTH_PATH, env: { ...options.env, ...health } };
		const { stop, pidPath } = await keepWorker(worker);
		stops.push(stop);
		return pidPath;
	};

	// It makes the tables, which the others want to find.
	const mainUrl = await startMain();
	const webhook = startWebhookProcess();
	const workers = [startWorker('worker-1'), startWorker('worker-2')];
	// Where one fails, the others still have to be up before they can be stopped.
	await Promise.allSettled([webhook, ...workers]);
	return { mainUrl, webhookUrl: await webhook, pidPaths: await Promise.all(workers) };
}
