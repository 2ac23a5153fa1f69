// @ts-check
// Takes one measurement in this process, and sends the result to the parent.
import { fileURLToPath } from 'node:url';
import { startEngine } from '../n8nCore/engine.js';
import { loadBuiltPackage } from '../n8nCore/package.js';
import { MEASUREMENTS } from './measurements/index.js';
import { watch } from './processWatch.mjs';
import { SandboxAdmin } from '../sandbox/adminClient.js';
import { warmUp } from './stage.js';

const [name, parameters = '{}', addresses = '{}'] = process.argv.slice(2);
const { gatewayUrl, adminUrl, apiKey } = JSON.parse(addresses);

const measurement = MEASUREMENTS.find((known) => known.name === name);
if (!measurement) throw new Error(`There is no measurement "${name}".`);

const engine = await startEngine({
	packages: [await loadBuiltPackage(fileURLToPath(new URL('../..', import.meta.url)))],
	credentials: { pixazoApi: { apiKey, baseUrl: gatewayUrl } },
});
const stage = { engine, sandbox: new SandboxAdmin(adminUrl), watch };
try {
	await warmUp(stage, apiKey, gatewayUrl);
	process.send?.(await measurement.measure(stage, JSON.parse(parameters)));
} catch (error) {
	// n8n keeps a copy of a node's error with many more fields, which is no instance of Error.
	const { message, description = '' } = Object(error);
	console.error(`${message}\n${description}`);
	process.exit(1);
}
