import assert from 'node:assert/strict';
import { z } from 'zod';
import { storeCredential } from '../../../tools/localN8n/credentials.mjs';
import { outputOf, readBinary, startExecution } from '../../../tools/localN8n/executions.mjs';
import type { ExecutionError, OutputItem } from '../../../tools/localN8n/executions.mjs';
import { Rest } from '../../../tools/localN8n/rest.mjs';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient.js';
import { NODE_UNDER_TEST, pinnedWorkflow, runPinned, TRIGGER } from '../workflows.mjs';
import type { NodeTry } from '../workflows.mjs';

/** What the suite started, and says by an environment variable. */
const stage = z
	.object({
		major: z.enum(['1', '2']),
		binaryMode: z.enum(['default', 'filesystem', 'database']),
		expressionEngine: z.enum(['vm', 'legacy']).default('vm'),
		n8nUrl: z.string(),
		restartUrl: z.string(),
		files: z.string(),
		gatewayUrl: z.string(),
		adminUrl: z.string(),
		mediaUrl: z.string(),
		apiKey: z.string(),
		seed: z.coerce.number().optional(),
	})
	.parse(JSON.parse(process.env.E2E_STAGE ?? '{}'));

export const { major, binaryMode, expressionEngine, n8nUrl, files, gatewayUrl, mediaUrl, seed } =
	stage;

/** Ends n8n and starts it again, with all that it keeps. */
export async function restartN8n() {
	const answer = await fetch(stage.restartUrl, { method: 'POST' });
	assert.equal(answer.status, 200, await answer.text());
}

export const sandbox = new SandboxAdmin(stage.adminUrl);
await sandbox.reset();

export const rest = new Rest(n8nUrl);
await rest.logIn();

/** The key that the sandbox wants. */
export const rightKey = { apiKey: stage.apiKey, baseUrl: gatewayUrl };
export const credential = await storeCredential(rest, 'Pixazo sandbox', rightKey);

/** Starts a node of this package on items of its own, and returns the execution's ID. */
export async function startNode(nodeTry: NodeTry) {
	const workflow = await storeWorkflow(rest, pinnedWorkflow(nodeTry, credential));
	return await startExecution(rest, workflow, TRIGGER);
}

/** Runs a node of this package on items of its own, to the end. */
export async function runNode(nodeTry: NodeTry) {
	const execution = await runPinned(rest, pinnedWorkflow(nodeTry, credential));
	return { ...execution, items: outputOf(execution, NODE_UNDER_TEST) };
}

/** Runs a node as `runNode` does, and fails unless it succeeds. */
export async function succeed(nodeTry: NodeTry) {
	const execution = await runNode(nodeTry);
	assertSuccess(execution);
	return execution.items;
}

export function assertSuccess({ status, error }: { status: string; error?: ExecutionError }) {
	assert.equal(status, 'success', `${error?.message} ${error?.description}`);
}

export async function fileOf(item: OutputItem | undefined) {
	if (!item?.binary?.data) throw new Error(`No file in "data": ${JSON.stringify(item)}`);
	return await readBinary(rest, item.binary.data);
}

/** What the sandbox sends for a link that the node returned. */
export async function fileBehind(link: unknown) {
	const answer = await fetch(z.string().parse(link));
	return Buffer.from(await answer.arrayBuffer());
}

/** A link to an image in the sandbox. */
export async function imageLink() {
	const [item] = await succeed({
		node: 'ideogram',
		parameters: { operation: 'generate', prompt: 'a vase', options: { downloadImages: false } },
	});
	return z.string().parse(item?.json.url);
}
