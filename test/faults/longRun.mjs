// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../tools/sandbox/ownProcess.mjs';

/**
 * A thousand items through the built package with all operations mixed, two in a hundred of them struck by a fault, in one process: as many items out,
 * in order, no memory kept, no rejection unhandled (Node would end with it), no key in the log, and nothing left open: the
 * process ends by itself.
 */

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 10;
const ITEMS = 1000;
/** In the first rounds code is compiled and caches fill. */
const WARM_ROUNDS = 3;
const MOST_GROWTH_MB = 15;
const MOST_LEFT_OPEN_MS = 10_000;
/** Stands for the key, and is like nothing else. */
const MARK = 'marked-51ab-e90d';

const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pixazo-long-'));
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
const logFile = join(userFolder, 'n8n.log');
// n8n-core reads these when it is first imported.
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'for-the-long-run-only',
	N8N_LOG_LEVEL: 'debug',
	N8N_LOG_OUTPUT: 'file',
	N8N_LOG_FILE_LOCATION: logFile,
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});

const { startEngine } = await import('../../tools/n8nCore/engine.js');
const { loadBuiltPackage } = await import('../../tools/n8nCore/package.js');
const { SandboxAdmin } = await import('../../tools/sandbox/adminClient.js');
const { runRound } = await import('./longRun.js');

const sandbox = await startSandbox(['--key', MARK, '--job-seconds', '0.5', '--instant']);
const engine = await startEngine({
	packages: [await loadBuiltPackage(projectFolder)],
	credentials: { pixazoApi: { apiKey: MARK, baseUrl: sandbox.gatewayUrl } },
});
const admin = new SandboxAdmin(sandbox.adminUrl);
/** @type {import('./longRun.js').Tally} */
const tally = { items: 0, errors: [], problems: [] };
/** @type {number[]} */
const heapsMb = [];

for (let round = 0; round < ROUNDS; round += 1) {
	await runRound(round, engine, admin, MARK, tally);
	heapsMb.push(keptMb());
	console.log(`${tally.items} items, ${tally.errors.length} failed, ${heapsMb.at(-1)} MB kept`);
}
await sandbox.stop();

const grownMb = (heapsMb.at(-1) ?? 0) - (heapsMb[WARM_ROUNDS - 1] ?? 0);
const log = await readFile(logFile, 'utf8').catch(() => '');
const { problems } = tally;
if (tally.items !== ITEMS) problems.push(`${tally.items} items came out of ${ITEMS}`);
if (grownMb > MOST_GROWTH_MB) problems.push(`${grownMb} MB more are kept than after the start`);
if (log === '') problems.push('n8n wrote no log');
if (log.includes(MARK)) problems.push('the key is in the log');
if (problems.length > 0) console.error([...tally.errors, ...problems].join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;

setTimeout(() => {
	console.error(`Still open: ${process.getActiveResourcesInfo().join(', ')}`);
	process.exit(1);
}, MOST_LEFT_OPEN_MS).unref();

/** What is in memory after what can go has gone. Node must be started with --expose-gc. */
function keptMb() {
	global.gc?.();
	return Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
}
