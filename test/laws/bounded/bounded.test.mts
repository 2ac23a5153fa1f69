import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient.js';
import { dataUri, pngOf } from '../../support/images.js';
import { openSandbox } from '../../support/sandbox.js';

const MEGABYTE = 1024 * 1024;

test('nothing of 40 executions outlives them, and memory does not follow the number of items', async () => {
	const sandbox = await openSandbox();
	const body = { status: 'COMPLETED', output: { media_url: [dataUri(pngOf(2))] } };
	await new SandboxAdmin(sandbox.adminUrl).addFault({
		...{ on: 'removeBackground', times: 0, containing: '"sync_mode":true' },
		fault: { body },
	});
	const script = [join(import.meta.dirname, 'measure.mts'), sandbox.gatewayUrl, sandbox.apiKey];
	const flags = ['--expose-gc', '--import', 'tsx'];
	const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...script]);
	await sandbox.close();
	const { ran, alive, timers, few, many } = JSON.parse(stdout);
	expect({ ran, alive }).toEqual({ ran: 40, alive: 0 });
	expect(timers).toBeLessThanOrEqual(0);
	// 40 results of 2 MB at once would be 80 MB, 80 of them 160 MB; as base64 a third more.
	expect(few).toBeGreaterThan(2 * MEGABYTE);
	expect(many).toBeLessThan(1.5 * few);
	expect(many).toBeLessThan(60 * MEGABYTE);
}, 240_000);
