// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { projectFolder } from './pixazoPackage.mjs';

const addresses = z.object({
	gatewayUrl: z.string(),
	mediaUrl: z.string(),
	adminUrl: z.string(),
	apiKey: z.string(),
});

/**
 * Starts the sandbox gateway in a process of its own, on free ports.
 *
 * @param {string[]} [options] more options of `sandbox/start.mjs`
 */
export async function startSandbox(options = []) {
	const child = spawn(
		process.execPath,
		[
			'--import',
			'tsx',
			'sandbox/start.mjs',
			'--json',
			'--port',
			'0',
			'--media-port',
			'0',
			...options,
		],
		{ cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const ended = once(child, 'exit');
	const [line] = await Promise.race([
		once(createInterface({ input: child.stdout }), 'line'),
		ended.then(([code]) => {
			throw new Error(`The sandbox ended with ${code} while it was starting.`);
		}),
	]);
	return {
		...addresses.parse(JSON.parse(line)),
		stop: async () => {
			child.kill();
			await ended;
		},
	};
}
