import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import fastify from 'fastify';
import getPort from 'get-port';
import type { N8nInstallation } from '../../tools/localN8n/installation.mjs';
import { filesFolder, startInstance } from '../../tools/localN8n/instance.mjs';
import { installPackage } from '../../tools/localN8n/pixazoPackage.mjs';
import { startSandbox } from '../../tools/sandbox/ownProcess.mjs';

/** The test files of a folder: all of them, or those whose names contain one of the words. */
export async function testFiles(folder: string, words: string[]) {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.e2e.mts')).sort();
	return names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
}

/**
 * Ends the suite if something that npm does not bring is missing: with success if it was started with `--if-possible`.
 * The search for it fails with a message that says what to install.
 */
export const orLeaveOut = <T,>(search: Promise<T>, ifPossible: boolean) =>
	search.catch(({ message }: Error) => {
		console.log(ifPossible ? `LEFT OUT. ${message}` : message);
		process.exit(ifPossible ? 0 : 1);
	});

/** What tests run against. They read it from an environment variable. */
type Stage = Record<string, unknown>;

/** Runs test files one after another, for they share a sandbox. Returns whether all passed. The signal ends them. */
export async function runTests(
	folder: string,
	files: string[],
	stage: Stage,
	signal?: AbortSignal,
) {
	const options = ['--test', '--test-concurrency=1', '--test-reporter=spec'];
	return await runNode([...options, ...files], { folder, stage, signal });
}

/** Runs Node, with TypeScript. Returns whether it ended well. */
export async function runNode(
	parameters: string[],
	{ folder, stage, signal }: { folder: string; stage: Stage; signal?: AbortSignal },
) {
	const child = spawn(process.execPath, ['--import', 'tsx', ...parameters], {
		cwd: folder,
		env: { ...process.env, E2E_STAGE: JSON.stringify(stage) },
		stdio: 'inherit',
	});
	signal?.addEventListener('abort', () => child.kill());
	const [code] = await once(child, 'exit');
	return code === 0;
}

interface NewN8n {
	readonly installation: N8nInstallation;
	/** of this package */
	readonly tarball: string;
	readonly userFolder: string;
	/** where the n8n keeps files */
	readonly binaryMode: string;
	/** more settings of n8n */
	readonly env?: Record<string, string>;
}

/** Does something with an n8n that is new and has this package and a sandbox. */
export async function withNewN8n<T>(
	{ installation, tarball, userFolder, binaryMode, env }: NewN8n,
	work: (stage: Stage) => Promise<T>,
) {
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
