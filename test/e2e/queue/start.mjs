// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureN8n } from '../../../tools/localN8n/cache.mjs';
import { withProgress } from '../../../tools/localN8n/commands.mjs';
import { packPackage } from '../../../tools/localN8n/pixazoPackage.mjs';
import { startSandbox } from '../../../tools/sandbox/ownProcess.mjs';
import { startCluster } from './cluster.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { findServers } from './requirements.mjs';

const testFolder = fileURLToPath(new URL('.', import.meta.url));
/** `--keep` leaves the logs where they are. */
const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
const JOB_SECONDS = '3';

/** @type {Array<() => Promise<void>>} */
const n8nStops = [];
/** @type {Array<() => Promise<void>>} */
const serverStops = [];
const interruption = new Promise((resolve) => {
	// Not once: whoever started this may pass on what the terminal has sent already, and the second would end it at once.
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve(signal));
});

const scratch = await mkdtemp(join(tmpdir(), 'test-queue-'));
// PostgreSQL may have to run as another user, and passes through here to its own folder.
await chmod(scratch, 0o711);
try {
	process.exitCode = await testOn(await setUp());
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	// An n8n without its database does not end well.
	await Promise.allSettled(n8nStops.map((stop) => stop()));
	await Promise.allSettled(serverStops.map((stop) => stop()));
	if (values.keep) console.log(`The logs of all processes: ${scratch}`);
	else await rm(scratch, { recursive: true, force: true });
}

/** Starts everything, and says where it is. */
async function setUp() {
	const { postgresFolder, redisFolder } = await findServers();
	const installation = await ensureN8n('2');
	const tarball = await withProgress('Building and packing this package', () =>
		packPackage(join(scratch, 'pack')),
	);
	const postgres = await startPostgres(postgresFolder, join(scratch, 'postgres'));
	serverStops.push(postgres.stop);
	const redis = await startRedis(redisFolder, join(scratch, 'redis'));
	serverStops.push(redis.stop);
	const sandbox = await startSandbox(['--job-seconds', JOB_SECONDS]);
	serverStops.push(sandbox.stop);
	const env = { ...postgres.env, ...redis.env };
	const cluster = await withProgress(
		`Starting n8n ${installation.version}: main, webhook process, two workers`,
		() => startCluster({ installation, tarball, folder: scratch, env }, n8nStops),
	);
	return { ...cluster, ...sandbox };
}

/**
 * @param {Record<string, unknown>} stage
 * @returns {Promise<number>} 0 if all passed
 */
async function testOn(stage) {
	const files = (await readdir(testFolder)).filter((name) => name.endsWith('.queue.mjs')).sort();
	// One file at a time: they share the workers.
	const parameters = [
		'--import',
		'tsx',
		'--test',
		'--test-concurrency=1',
		'--test-reporter=spec',
		...files,
	];
	const child = spawn(process.execPath, parameters, {
		cwd: testFolder,
		env: { ...process.env, QUEUE_TEST_STAGE: JSON.stringify(stage) },
		stdio: 'inherit',
	});
	const ended = once(child, 'exit');
	// It may still wait for an answer, and comes to its end when the n8n that owes it has ended.
	n8nStops.push(async () => {
		child.kill();
		await ended;
	});
	const [code] = await Promise.race([ended, interruption.then(() => [1])]);
	return code ?? 1;
}
