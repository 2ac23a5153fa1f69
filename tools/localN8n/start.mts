import { join } from 'node:path';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { startSandbox } from '../sandbox/ownProcess.mjs';
import { storeCredential } from './credentials.mjs';
import { cacheFolder, ensureN8n, parseMajor } from './installation.mjs';
import { filesFolder, startInstance } from './instance.mjs';
import { installPackage, packPackage } from './pixazoPackage.mjs';
import { OWNER, Rest } from './rest.mjs';
import { readExamples, storeWorkflow, workflowNames } from './workflows.mjs';

const { values } = parseArgs({
	options: { n8n: { type: 'string', default: '2' }, port: { type: 'string' } },
});

const stops: Array<() => Promise<void>> = [];
// Not `once`: npm passes Ctrl+C on too, and a second signal would end this process before it has stopped the others.
const interruption = new Promise((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
});

try {
	const n8n = await start();
	const unexpected = n8n.ended.then(() => {
		throw new Error(`n8n has ended by itself. Its log: ${n8n.logPath}`);
	});
	await Promise.race([interruption, unexpected]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await Promise.all(stops.map((stop) => stop()));
}

/** Starts the sandbox and an n8n that uses it, and prints their addresses. */
async function start() {
	const installation = await ensureN8n(parseMajor(values.n8n));
	const userFolder = join(cacheFolder(), `user-${installation.version}`);
	console.log('Building, packing, and installing this package ...');
	await installPackage(await packPackage(join(cacheFolder(), 'pack')), userFolder);

	const sandbox = await startSandbox();
	stops.push(sandbox.stop);
	// n8n's own port, which the sticky notes of the examples name.
	const port = values.port === undefined ? await getPort({ port: 5678 }) : Number(values.port);
	console.log(`Starting n8n ${installation.version} ...`);
	const n8n = await startInstance({ installation, userFolder, port });
	stops.push(n8n.stop);
	const rest = new Rest(n8n.url);
	await rest.logIn();
	const key = { apiKey: sandbox.apiKey, baseUrl: sandbox.gatewayUrl };
	const credential = await storeCredential(rest, 'Pixazo sandbox', key);
	// A stored workflow with the same name stays as it is.
	const known = await workflowNames(rest);
	for (const example of await readExamples(credential, filesFolder(userFolder))) {
		if (!known.includes(example.name)) await storeWorkflow(rest, example);
	}

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
