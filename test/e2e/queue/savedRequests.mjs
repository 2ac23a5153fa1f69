// @ts-check
import { z } from 'zod';
import { outputOf, readExecution } from '../../../tools/localN8n/executions.mjs';
import { rest } from './stage.mjs';
import { SUBMIT } from './workflows.mjs';

const listSchema = z.object({ results: z.array(z.object({ id: z.string() })) });

/**
 * @param {string} workflowId
 * @returns {Promise<string[]>} the executions' IDs
 */
export async function runningExecutions(workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['running'] }));
	const answer = await rest.send('GET', `/executions?limit=100&filter=${filter}`);
	return listSchema.parse(answer).results.map(({ id }) => id);
}

/**
 * @param {string[]} executionIds
 * @returns {Promise<string[]>} request IDs that n8n has stored with them
 */
export async function requestsSavedIn(executionIds) {
	const executions = await Promise.all(executionIds.map((id) => readExecution(rest, id)));
	const submitted = executions.flatMap((execution) => outputOf(execution, SUBMIT));
	return submitted.map(({ json }) => String(json.request_id));
}
