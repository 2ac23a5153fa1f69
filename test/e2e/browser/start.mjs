// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { ensureN8n } from '../../../tools/localN8n/cache.mjs';
import { filesFolder, startInstance } from '../../../tools/localN8n/instance.mjs';
import { installPackage, packPackage } from '../../../tools/localN8n/pixazoPackage.mjs';
import { parseMajor } from '../../../tools/localN8n/versions.mjs';
import { startSandbox } from '../../../tools/sandbox/ownProcess.mjs';
import { assertChromium } from './chromium.mjs';

const testFolder = fileURLToPath(new URL('.', import.meta.url));

const { values, positionals } = parseArgs({
	options: {
		n8n: { type: 'string', default: '2' },
		docs: { type: 'boolean', default: false },
	},
	allowPositionals: true,
});

await assertChromium();
const major = parseMajor(values.n8n);
const installation = await ensureN8n(major);
const scratch = await mkdtemp(join(tmpdir(), 'test-browser-'));
const passed = await testInFreshN8n();
if (passed) await rm(scratch, { recursive: true, force: true });
else console.error(`Something failed. The log of n8n: ${scratch}`);
process.exitCode = passed ? 0 : 1;

/** @returns {Promise<boolean>} whether all passed */
async function testInFreshN8n() {
	const userFolder = join(scratch, 'user');
	await installPackage(await packPackage(join(scratch, 'pack')), userFolder);
	const sandbox = await startSandbox(['--job-seconds', '1']);
	try {
		const binaryMode = 'filesystem';
		const env = { N8N_DEFAULT_BINARY_DATA_MODE: binaryMode };
		const n8n = await startInstance({ installation, userFolder, port: await getPort(), env });
		console.log(`n8n ${installation.version}, in Chromium`);
		try {
			const files = filesFolder(userFolder);
			return await testOn({ major, binaryMode, n8nUrl: n8n.url, files, ...sandbox });
		} finally {
			await n8n.stop();
		}
	} finally {
		await sandbox.stop();
	}
}

/**
 * Runs the tests, or draws the screenshots of the documentation.
 *
 * @param {Record<string, unknown>} stage
 * @returns {Promise<boolean>} whether all went well
 */
async function testOn(stage) {
	if (values.docs) return await runNode(['--import', 'tsx', 'screenshots.mjs'], stage);
	// One file at a time: they share the sandbox's log.
	const parameters = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec'];
	return await runNode([...parameters, ...(await testFiles())], stage);
}

/** All of them, or those that are named. */
async function testFiles() {
	const all = (await readdir(testFolder)).filter((name) => name.endsWith('.browser.mjs')).sort();
	const isWanted = (/** @type {string} */ name) => positionals.some((part) => name.includes(part));
	return positionals.length === 0 ? all : all.filter(isWanted);
}

/**
 * @param {string[]} parameters
 * @param {Record<string, unknown>} stage
 * @returns {Promise<boolean>} whether it ended well
 */
async function runNode(parameters, stage) {
	const child = spawn(process.execPath, parameters, {
		cwd: testFolder,
		env: { ...process.env, N8N_TEST_STAGE: JSON.stringify(stage) },
		stdio: 'inherit',
	});
	const [code] = await once(child, 'exit');
	return code === 0;
}
