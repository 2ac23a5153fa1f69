import { setTimeout as sleep } from 'node:timers/promises';
import {
	listExecutions,
	startExecution,
	waitForExecution,
} from '../../../tools/localN8n/executions.mjs';
import {
	activateWorkflow,
	readExamples,
	storeWorkflow,
	type Workflow,
} from '../../../tools/localN8n/workflows.mjs';
import { assertSuccess, credential, files, rest } from './stage.mjs';

const examples = await readExamples(credential, files);

/** By the number in the example's name. */
export function example(number: string): Workflow {
	const workflow = examples.find(({ name }) => name.startsWith(`Pixazo ${number}:`));
	if (workflow === undefined) throw new Error(`There is no example ${number}.`);
	return workflow;
}

/** The workflow with other settings of one node. */
export const withNode = (workflow: Workflow, nodeName: string, settings: object) => ({
	...workflow,
	nodes: workflow.nodes.map((node) => (node.name === nodeName ? { ...node, ...settings } : node)),
});

export function nodeIn(workflow: Workflow, nodeName: string) {
	const node = workflow.nodes.find(({ name }) => name === nodeName);
	if (node === undefined) throw new Error(`There is no node ${nodeName}.`);
	return node;
}

export async function activate(workflow: Workflow) {
	const stored = await storeWorkflow(rest, workflow);
	await activateWorkflow(rest, stored);
	return stored;
}

export async function runFromStart(workflow: Workflow) {
	const executionId = await startExecution(rest, await storeWorkflow(rest, workflow), 'Start');
	return await succeeded(executionId);
}

export async function succeeded(executionId: string) {
	const execution = await waitForExecution(rest, executionId);
	assertSuccess(execution);
	return execution;
}

const LIST_INTERVAL_MS = 500;
const LIST_LIMIT_MS = 120_000;

/** Waits until so many executions of a workflow are in a state, and returns their IDs, the oldest first. */
export async function executionsIn(workflowId: string, status: string, count: number) {
	const giveUpAtMs = Date.now() + LIST_LIMIT_MS;
	for (;;) {
		const found = await listExecutions(rest, { workflowId, status: [status] });
		if (found.length >= count) return found.map(({ id }) => id).reverse();
		if (Date.now() > giveUpAtMs) throw new Error(`${found.length} of ${count} are ${status}.`);
		await sleep(LIST_INTERVAL_MS);
	}
}
