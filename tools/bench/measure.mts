// Takes one measurement in this process, with a sandbox of its own, and sends the result to the parent.
import '../n8nCore/environment.js';
import { startEngine } from '../n8nCore/engine.js';
import { loadBuiltPackage } from '../n8nCore/package.js';
import { SandboxAdmin } from '../sandbox/adminClient.js';
import { startSandbox } from '../sandbox/ownProcess.mjs';
import { calls } from './measurements/calls.js';
import { jobs } from './measurements/jobs.js';
import { transfers } from './measurements/transfers.js';
import { watch } from './processWatch.mjs';
import { warmUp } from './stage.js';

const TIME_LIMIT_MS = 240_000;

const [name, parameters = '{}'] = process.argv.slice(2);
const sandbox = await startSandbox();
process.on('exit', () => void sandbox.stop());
setTimeout(() => fail({ message: `${name} took more than ${TIME_LIMIT_MS} ms` }), TIME_LIMIT_MS);
const { gatewayUrl, adminUrl, apiKey } = sandbox;
const engine = await startEngine({
	types: await loadBuiltPackage(),
	credentials: { pixazoApi: { apiKey, baseUrl: gatewayUrl } },
});
const stage = { engine, sandbox: new SandboxAdmin(adminUrl), watch };
try {
	await warmUp(stage, apiKey, gatewayUrl);
	const measurement = [jobs, calls, transfers].find((known) => known.name === name);
	process.send?.(await measurement?.measure(stage, JSON.parse(parameters)), () => process.exit());
} catch (error) {
	fail(Object(error));
}

/** The error may be n8n's copy of a node's error, which is no instance of Error. */
function fail({ message, description = '' }: { message: string; description?: string }) {
	console.error(`${message}\n${description}`);
	process.exit(1);
}
