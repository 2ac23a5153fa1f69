// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import fastify from 'fastify';
import getPort from 'get-port';
import { filesFolder, startInstance } from '../../tools/localN8n/instance.mjs';
import { installPackage } from '../../tools/localN8n/pixazoPackage.mjs';
import { startSandbox } from '../../tools/sandbox/ownProcess.mjs';

/**
 * The test files of a folder: all of them, or those whose names contain one of the words.
 *
 * @param {string} folder
 * @param {string[]} words
 */
export async function testFiles(folder, words) {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.e2e.mjs')).sort();
	return names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
}

/**
 * Ends the suite if something that npm does not bring is missing: with success if it was started with `--if-possible`.
 *
 * @template T
 * @param {Promise<T>} search fails with a message that says what to install
 * @param {boolean} ifPossible
 */
export const orLeaveOut = (search, ifPossible) =>
	search.catch((/** @type {Error} */ { message }) => {
		console.log(ifPossible ? `LEFT OUT. ${message}` : message);
		process.exit(ifPossible ? 0 : 1);
	});

/**
 * Runs test files one after another, for they share a sandbox.
 *
 * @param {string} folder
 * @param {string[]} files
 * @param {Record<string, unknown>} stage what they run against; they read it from an environment variable
 * @param {AbortSignal} [signal] ends them
 * @returns {Promise<boolean>} whether all passed
 */
export async function runTests(folder, files, stage, signal) {
	const options = ['--test', '--test-concurrency=1', '--test-reporter=spec'];
	return await runNode([...options, ...files], { folder, stage, signal });
}

/**
 * Runs Node, with TypeScript.
 *
 * @param {string[]} parameters
 * @param {{ folder: string, stage: Record<string, unknown>, signal?: AbortSignal }} options
 * @returns {Promise<boolean>} whether it ended well
 */
export async function runNode(parameters, { folder, stage, signal }) {
	const child = spawn(process.execPath, ['--import', 'tsx', ...parameters], {
		cwd: folder,
		env: { ...process.env, E2E_STAGE: JSON.stringify(stage) },
		stdio: 'inherit',
	});
	signal?.addEventListener('abort', () => child.kill());
	const [code] = await once(child, 'exit');
	return code === 0;
}

/**
 * Does something with an n8n that is new and has this package and a sandbox.
 *
 * @template T
 * @param {object} options
 * @param {import('../../tools/localN8n/installation.mjs').N8nInstallation} options.installation
 * @param {string} options.tarball of this package
 * @param {string} options.userFolder of the n8n
 * @param {string} options.binaryMode where the n8n keeps files
 * @param {Record<string, string>} [options.env] more settings of n8n
 * @param {(stage: Record<string, unknown>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withNewN8n({ installation, tarball, userFolder, binaryMode, env }, work) {
	await installPackage(tarball, userFolder);
	const sandbox = await startSandbox(['--job-seconds', '1']);
	try {
		const settings = { N8N_DEFAULT_BINARY_DATA_MODE: binaryMode, ...env };
		const port = await getPort();
		const start = () => startInstance({ installation, userFolder, port, env: settings });
		let n8n = await start();
		const control = fastify();
		control.post('/restart', async () => {
			await n8n.stop();
			n8n = await start();
			return {};
		});
		try {
			const files = filesFolder(userFolder);
			const [major] = installation.version.split('.');
			const restartUrl = `${await control.listen({ port: 0 })}/restart`;
			return await work({ major, binaryMode, n8nUrl: n8n.url, restartUrl, files, ...sandbox });
		} finally {
			await control.close();
			await n8n.stop();
		}
	} finally {
		await sandbox.stop();
	}
}
