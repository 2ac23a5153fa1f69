// @ts-check
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { startSandbox } from '../sandbox/ownProcess.mjs';
import { cacheFolder, ensureN8n } from './cache.mjs';
import { withProgress } from './commands.mjs';
import { storeCredential } from './credentials.mjs';
import { readExamples } from './examples.mjs';
import { filesFolder, startInstance } from './instance.mjs';
import { updatePackage } from './pixazoPackage.mjs';
import { OWNER, Rest } from './rest.mjs';
import { parseMajor } from './versions.mjs';
import { storeWorkflow, workflowNames } from './workflows.mjs';

const { values } = parseArgs({
	options: { n8n: { type: 'string', default: '2' }, port: { type: 'string' } },
});

/** @type {Array<() => Promise<void>>} */
const stops = [];
// Not once: npm passes Ctrl+C on, and a second signal would end this before it has ended the others.
const interruption = new Promise((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
});

try {
	const n8n = await start();
	await Promise.race([interruption, n8n.ended.then(() => endedByItself(n8n.logPath))]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await Promise.all(stops.map((stop) => stop()));
}

/**
 * @param {string} logPath
 * @returns {never}
 */
function endedByItself(logPath) {
	throw new Error(`n8n has ended by itself. Its log: ${logPath}`);
}

/** Starts the sandbox and an n8n that knows it, and says where they are. */
async function start() {
	const installation = await ensureN8n(parseMajor(values.n8n));
	const userFolder = join(cacheFolder(), `user-${installation.version}`);
	await withProgress('Building, packing and installing this package, if it has changed', () =>
		updatePackage(userFolder, join(cacheFolder(), 'pack')),
	);

	const sandbox = await startSandbox();
	stops.push(sandbox.stop);
	// 5678 is n8n's own, and the one that the notes in the examples name.
	const port = values.port === undefined ? await getPort({ port: 5678 }) : Number(values.port);
	const n8n = await withProgress(`Starting n8n ${installation.version}`, () =>
		startInstance({ installation, userFolder, port }),
	);
	stops.push(n8n.stop);
	const rest = new Rest(n8n.url);
	await rest.logIn();
	const key = { apiKey: sandbox.apiKey, baseUrl: sandbox.gatewayUrl };
	const credential = await storeCredential(rest, 'Pixazo sandbox', key);
	await storeNew(rest, await readExamples(credential, filesFolder(userFolder)));

	console.log(`
n8n ${installation.version} is up, with this package in it and the sandbox behind it.

  Editor     ${n8n.url}
  Log in     ${OWNER.email}
  Password   ${OWNER.password}
  Log        ${n8n.logPath}
  Sandbox    ${sandbox.gatewayUrl}, key ${sandbox.apiKey}; what it was asked: ${sandbox.adminUrl}/requests

Ctrl+C ends both.
`);
	return n8n;
}

/**
 * Stores workflows. One that is there already, by its name, stays as it is.
 *
 * @param {Rest} rest
 * @param {import('./workflows.mjs').Workflow[]} workflows
 */
async function storeNew(rest, workflows) {
	const known = await workflowNames(rest);
	for (const workflow of workflows) {
		if (!known.includes(workflow.name)) await storeWorkflow(rest, workflow);
	}
}
