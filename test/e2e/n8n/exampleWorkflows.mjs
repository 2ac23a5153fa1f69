// @ts-check
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
} from '../../../tools/localN8n/workflows.mjs';
import { assertSuccess, credential, files, rest } from './stage.mjs';

/** @typedef {import('../../../tools/localN8n/workflows.mjs').Workflow} Workflow */

const examples = await readExamples(credential, files);

/**
 * @param {string} number as in the example's name
 * @returns {Workflow}
 */
export function example(number) {
	const workflow = examples.find(({ name }) => name.startsWith(`Pixazo ${number}:`));
	if (workflow === undefined) throw new Error(`There is no example ${number}.`);
	return workflow;
}

/**
 * The workflow with other settings of one node.
 *
 * @param {Workflow} workflow
 * @param {string} nodeName
 * @param {Record<string, unknown>} settings
 */
export const withNode = (workflow, nodeName, settings) => ({
	...workflow,
	nodes: workflow.nodes.map((node) => (node.name === nodeName ? { ...node, ...settings } : node)),
});

/** @param {Workflow} workflow @param {string} nodeName */
export function nodeIn(workflow, nodeName) {
	const node = workflow.nodes.find(({ name }) => name === nodeName);
	if (node === undefined) throw new Error(`There is no node ${nodeName}.`);
	return node;
}

/** @param {Workflow} workflow */
export async function activate(workflow) {
	const stored = await storeWorkflow(rest, workflow);
	await activateWorkflow(rest, stored);
	return stored;
}

/** @param {Workflow} workflow */
export async function runFromStart(workflow) {
	const executionId = await startExecution(rest, await storeWorkflow(rest, workflow), 'Start');
	return await succeeded(executionId);
}

/** @param {string} executionId */
export async function succeeded(executionId) {
	const execution = await waitForExecution(rest, executionId);
	assertSuccess(execution);
	return execution;
}

const LIST_INTERVAL_MS = 500;
const LIST_LIMIT_MS = 120_000;

/**
 * Waits until so many executions of a workflow are in a state.
 *
 * @param {string} workflowId
 * @param {string} status
 * @param {number} count
 * @returns {Promise<string[]>} their IDs, the oldest first
 */
export async function executionsIn(workflowId, status, count) {
	const giveUpAtMs = Date.now() + LIST_LIMIT_MS;
	for (;;) {
		const found = await listExecutions(rest, { workflowId, status: [status] });
		if (found.length >= count) return found.map(({ id }) => id).reverse();
		if (Date.now() > giveUpAtMs) throw new Error(`${found.length} of ${count} are ${status}.`);
		await sleep(LIST_INTERVAL_MS);
	}
}
