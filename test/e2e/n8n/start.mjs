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
import { startSandbox } from '../../../tools/sandbox/ownProcess.mjs';
import { N8N_MAJORS, parseMajor } from '../../../tools/localN8n/versions.mjs';

/**
 * How an n8n is set up: where it keeps files (in the execution's data, in a folder, in a table of their own), and in n8n 2
 * what evaluates its expressions. The engine that n8n 2 had before is tried with the one test that needs it.
 *
 * @typedef {{ binaryMode: string, expressionEngine?: 'legacy', only?: string }} Setup
 */

/** @type {Readonly<Record<'1' | '2', Setup[]>>} */
const SETUPS = Object.freeze({
	1: [{ binaryMode: 'default' }, { binaryMode: 'filesystem' }],
	2: [
		{ binaryMode: 'default' },
		{ binaryMode: 'filesystem' },
		{ binaryMode: 'database' },
		{ binaryMode: 'filesystem', expressionEngine: 'legacy', only: 'combinedBinaryData' },
	],
});

const testFolder = fileURLToPath(new URL('.', import.meta.url));

const { values, positionals } = parseArgs({
	options: { n8n: { type: 'string' }, binary: { type: 'string' } },
	allowPositionals: true,
});
const majors = values.n8n === undefined ? N8N_MAJORS : [parseMajor(values.n8n)];
const files = await testFiles();
const scratch = await mkdtemp(join(tmpdir(), 'test-n8n-'));
const tarball = await packPackage(join(scratch, 'pack'));

let passed = true;
for (const major of majors) {
	const installation = await ensureN8n(major);
	for (const setup of SETUPS[major]) {
		const wanted = files.filter((name) => name.includes(setup.only ?? ''));
		if ((values.binary ?? setup.binaryMode) !== setup.binaryMode || wanted.length === 0) continue;
		console.log(`\nn8n ${installation.version}, ${titleOf(setup)}`);
		passed = (await testIn(installation, major, setup, wanted)) && passed;
	}
}
if (passed) await rm(scratch, { recursive: true, force: true });
else console.error(`Something failed. The logs of n8n: ${scratch}`);
process.exitCode = passed ? 0 : 1;

/** @param {Setup} setup */
function titleOf({ binaryMode, expressionEngine }) {
	const engine = expressionEngine === undefined ? '' : `, expression engine "${expressionEngine}"`;
	return `binary data in mode "${binaryMode}"${engine}`;
}

/** All of them, or those that are named. */
async function testFiles() {
	const all = (await readdir(testFolder)).filter((name) => name.endsWith('.e2e.mjs')).sort();
	const isWanted = (/** @type {string} */ name) => positionals.some((part) => name.includes(part));
	return positionals.length === 0 ? all : all.filter(isWanted);
}

/**
 * Runs the tests against an n8n that is new.
 *
 * @param {import('../../../tools/localN8n/cache.mjs').N8nInstallation} installation
 * @param {string} major
 * @param {Setup} setup
 * @param {string[]} wanted
 * @returns {Promise<boolean>} whether all passed
 */
async function testIn(installation, major, setup, wanted) {
	const { binaryMode, expressionEngine } = setup;
	const userFolder = join(scratch, [major, binaryMode, expressionEngine].join('-'));
	await installPackage(tarball, userFolder);
	const sandbox = await startSandbox(['--job-seconds', '1']);
	try {
		const port = await getPort();
		const env = {
			N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
			...(expressionEngine && { N8N_EXPRESSION_ENGINE: expressionEngine }),
		};
		const n8n = await startInstance({ installation, userFolder, port, env });
		try {
			const files = filesFolder(userFolder);
			return await testOn({ major, ...setup, n8nUrl: n8n.url, files, ...sandbox }, wanted);
		} finally {
			await n8n.stop();
		}
	} finally {
		await sandbox.stop();
	}
}

/**
 * @param {Record<string, unknown>} stage
 * @param {string[]} wanted
 * @returns {Promise<boolean>} whether all passed
 */
async function testOn(stage, wanted) {
	// One file at a time: they share the sandbox's log.
	const parameters = [
		'--import',
		'tsx',
		'--test',
		'--test-concurrency=1',
		'--test-reporter=spec',
		...wanted,
	];
	const child = spawn(process.execPath, parameters, {
		cwd: testFolder,
		env: { ...process.env, N8N_TEST_STAGE: JSON.stringify(stage) },
		stdio: 'inherit',
	});
	const [code] = await once(child, 'exit');
	return code === 0;
}
