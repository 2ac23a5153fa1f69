// @ts-check
import { z } from 'zod';
import { storeCredential } from '../../../tools/localN8n/credentials.mjs';
import {
	outputOf,
	readBinary,
	startExecution,
	waitForExecution,
} from '../../../tools/localN8n/executions.mjs';
import { Rest } from '../../../tools/localN8n/rest.mjs';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient.js';
import { NODE_UNDER_TEST, pinnedWorkflow, TRIGGER } from './pinnedWorkflow.mjs';

/** What `npm run test:n8n` started, and says by an environment variable. */
const {
	major,
	binaryMode,
	expressionEngine,
	n8nUrl,
	files,
	gatewayUrl,
	adminUrl,
	mediaUrl,
	apiKey,
} = z
	.object({
		major: z.enum(['1', '2']),
		binaryMode: z.enum(['default', 'filesystem', 'database']),
		expressionEngine: z.enum(['vm', 'legacy']).default('vm'),
		n8nUrl: z.string(),
		files: z.string(),
		gatewayUrl: z.string(),
		adminUrl: z.string(),
		mediaUrl: z.string(),
		apiKey: z.string(),
	})
	.parse(JSON.parse(process.env.N8N_TEST_STAGE ?? '{}'));

export { binaryMode, expressionEngine, files, gatewayUrl, major, mediaUrl, n8nUrl };

export const sandbox = new SandboxAdmin(adminUrl);
await sandbox.reset();

export const rest = new Rest(n8nUrl);
await rest.logIn();

/** The key that the sandbox wants. */
export const rightKey = { apiKey, baseUrl: gatewayUrl };
export const credential = await storeCredential(rest, 'Pixazo sandbox', rightKey);

/**
 * Starts a node of this package on items of its own.
 *
 * @param {import('./pinnedWorkflow.mjs').NodeTry} nodeTry
 * @returns {Promise<string>} the execution's ID
 */
export async function startNode(nodeTry) {
	const workflow = await storeWorkflow(rest, pinnedWorkflow(nodeTry, credential));
	return await startExecution(rest, workflow, TRIGGER);
}

/**
 * Runs a node of this package on items of its own, to the end.
 *
 * @param {import('./pinnedWorkflow.mjs').NodeTry} nodeTry
 */
export async function runNode(nodeTry) {
	const execution = await waitForExecution(rest, await startNode(nodeTry));
	return { ...execution, items: outputOf(execution, NODE_UNDER_TEST) };
}

/**
 * @param {import('../../../tools/localN8n/executions.mjs').OutputItem | undefined} item
 * @param {string} [field]
 */
export async function pictureOf(item, field = 'data') {
	const binary = item?.binary?.[field];
	if (binary === undefined) throw new Error(`No file in "${field}": ${JSON.stringify(item)}`);
	return { ...binary, bytes: await readBinary(rest, binary) };
}

/**
 * What the sandbox sends for a link that the node put out.
 *
 * @param {unknown} link
 */
export async function pictureBehind(link) {
	const answer = await fetch(z.string().parse(link));
	return Buffer.from(await answer.arrayBuffer());
}
