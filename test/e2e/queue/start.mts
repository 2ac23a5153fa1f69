import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureN8n } from '../../../tools/localN8n/installation.mjs';
import { packPackage } from '../../../tools/localN8n/pixazoPackage.mjs';
import { startSandbox } from '../../../tools/sandbox/ownProcess.mjs';
import { orLeaveOut, runTests, testFiles } from '../runTests.mjs';
import { startCluster } from './cluster.mjs';
import { findServers, startPostgres, startRedis } from './servers.mjs';

/** `--keep` leaves the logs where they are. */
const { values } = parseArgs({
	options: {
		keep: { type: 'boolean', default: false },
		'if-possible': { type: 'boolean', default: false },
	},
});
const { postgresFolder, redisFolder } = await orLeaveOut(findServers(), values['if-possible']);
const folder = fileURLToPath(new URL('.', import.meta.url));

const n8nStops: Array<() => Promise<void>> = [];
const serverStops: Array<() => Promise<void>> = [];
const interruption = new AbortController();
// Not once: whoever started this may pass on what the terminal has sent already, and the second would end it at once.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort());

const scratch = await mkdtemp(join(tmpdir(), 'test-queue-'));
// PostgreSQL may have to run as another user, and passes through here to its own folder.
await chmod(scratch, 0o711);
try {
	const stage = await setUp();
	const files = await testFiles(folder, []);
	process.exitCode = (await runTests(folder, files, stage, interruption.signal)) ? 0 : 1;
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
	const installation = await ensureN8n('2');
	const tarball = await packPackage(join(scratch, 'pack'));
	const postgres = await startPostgres(postgresFolder, join(scratch, 'postgres'));
	serverStops.push(postgres.stop);
	const redis = await startRedis(redisFolder, join(scratch, 'redis'));
	serverStops.push(redis.stop);
	const sandbox = await startSandbox(['--job-seconds', '3']);
	serverStops.push(sandbox.stop);
	console.log(`Starting n8n ${installation.version}: main, webhook process, two workers ...`);
	const env = { ...postgres.env, ...redis.env };
	const cluster = await startCluster({ installation, tarball, folder: scratch, env }, n8nStops);
	return { ...cluster, ...sandbox };
}
