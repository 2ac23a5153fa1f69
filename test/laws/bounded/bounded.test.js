// @ts-check
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient';
import { dataUri, pngOf } from '../../support/images';
import { openSandbox } from '../../support/sandbox';

const MEGABYTE = 1024 * 1024;

test('nothing of 40 executions outlives them, and memory does not follow the number of items', async () => {
	const sandbox = await openSandbox();
	const body = { status: 'COMPLETED', output: { media_url: [dataUri(pngOf(2))] } };
	await new SandboxAdmin(sandbox.adminUrl).addFault({
		...{ on: 'removeBackground', times: 0, containing: '"sync_mode":true' },
		fault: { body },
	});
	const script = [join(__dirname, 'measure.mts'), sandbox.gatewayUrl, sandbox.apiKey];
	const flags = ['--expose-gc', '--import', 'tsx'];
	const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...script]);
	await sandbox.close();
	const { ran, alive, timers, peak } = JSON.parse(stdout);
	expect({ ran, alive }).toEqual({ ran: 40, alive: 0 });
	expect(timers).toBeLessThanOrEqual(0);
	// Four results of 2 MB at a time. All 80 of them would be 160 MB; as base64 a third more.
	expect(peak).toBeGreaterThan(8 * MEGABYTE);
	expect(peak).toBeLessThan(80 * MEGABYTE);
}, 240_000);
