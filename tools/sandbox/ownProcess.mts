import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where `tsx` is found, whatever the caller's folder is. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const START = fileURLToPath(new URL('start.mts', import.meta.url));

const addresses = z.object({
	gatewayUrl: z.string(),
	mediaUrl: z.string(),
	adminUrl: z.string(),
	apiKey: z.string(),
});

/** Starts the sandbox gateway in a process of its own, on free ports, with more options of its `start.mts`. */
export async function startSandbox(options: string[] = []) {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', START, '--json', '--port', '0', '--media-port', '0', ...options],
		{ cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] },
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
