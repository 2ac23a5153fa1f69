// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/ownProcess.mjs';

const PROGRAM = fileURLToPath(new URL('measure.mjs', import.meta.url));
const TIME_LIMIT_MS = 180_000;

/**
 * Takes a measurement in a process of its own with a sandbox of its own, so that measurements don't influence each
 * other.
 *
 * @template Parameters, Result
 * @param {import('./stage.js').Measurement<Parameters, Result>} measurement
 * @param {Parameters} parameters
 * @returns {Promise<Result>}
 * @throws {Error} if the process ends without a result, or has none after three minutes
 */
export async function inOwnProcess({ name, result }, parameters) {
	const sandbox = await startSandbox();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pixazo-bench-'));
	const { gatewayUrl, adminUrl, apiKey } = sandbox;
	const addresses = { gatewayUrl, adminUrl, apiKey };
	const child = fork(PROGRAM, [name, JSON.stringify(parameters), JSON.stringify(addresses)], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
		env: { ...process.env, ...n8nSettings(userFolder) },
	});
	const ended = once(child, 'exit');
	const end = async () => {
		child.kill('SIGKILL');
		await Promise.all([ended, sandbox.stop()]);
	};
	// Another measurement may fail at the same time and end this program.
	process.once('exit', end);
	try {
		const [message] = await Promise.race([
			once(child, 'message', { signal: AbortSignal.timeout(TIME_LIMIT_MS) }),
			ended.then(([code]) => {
				throw new Error(`The measurement "${name}" ended with ${code}.`);
			}),
		]);
		return result.parse(message);
	} finally {
		process.off('exit', end);
		await end();
		await rm(userFolder, { recursive: true, force: true });
	}
}

/**
 * What n8n-core reads from its environment when it is loaded.
 *
 * @param {string} userFolder
 */
const n8nSettings = (userFolder) => ({
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'bench-encryption-key',
	N8N_LOG_LEVEL: 'silent',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});
