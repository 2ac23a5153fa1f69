// @ts-check
import assert from 'node:assert/strict';
import { z } from 'zod';
import {
	outputOf,
	readBinary,
	startExecution,
	waitForExecution,
} from '../../../tools/localN8n/executions.mjs';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { NODE_UNDER_TEST, pinnedWorkflow, TRIGGER } from '../n8n/pinnedWorkflow.mjs';
import { middleOf, photoOf } from './photos.mjs';
import { apiKey, credential, gatewayUrl, rest } from './stage.mjs';

const jobSchema = z.object({ output: z.object({ media_url: z.tuple([z.string()]) }) });

/**
 * What the sandbox made of a request.
 *
 * @param {string} requestId
 */
async function pictureOf(requestId) {
	const headers = { 'ocp-apim-subscription-key': apiKey };
	const job = await fetch(`${gatewayUrl}/v2/requests/status/${requestId}`, { headers });
	const [link] = jobSchema.parse(await job.json()).output.media_url;
	return Buffer.from(await (await fetch(link)).arrayBuffer());
}

/**
 * Fails unless an answer is the picture that the sandbox made, of the photo that this caller sent.
 *
 * @param {import('./calls.mjs').Answer} answer
 */
export async function assertOwnPicture({ ordinal, type, requestId, bytes }) {
	assert.equal(type, 'image/png');
	assert.deepEqual(bytes, await pictureOf(String(requestId)));
	const sent = await middleOf(await photoOf(ordinal));
	assert.deepEqual(await middleOf(bytes), sent, `photo ${ordinal}`);
}

/**
 * Collects requests as an administrator would, in a workflow with Wait for Result, and fails unless each brings what the
 * sandbox made of it.
 *
 * @param {string[]} requestIds
 */
export async function assertCollectable(requestIds) {
	const nodeTry = {
		node: /** @type {const} */ ('removeBackground'),
		parameters: { operation: 'waitForResult', request: '={{ $json.request_id }}' },
		items: requestIds.map((requestId) => ({ request_id: requestId })),
	};
	const workflow = await storeWorkflow(rest, pinnedWorkflow(nodeTry, credential));
	const executionId = await startExecution(rest, workflow, TRIGGER);
	const items = outputOf(await waitForExecution(rest, executionId), NODE_UNDER_TEST);
	assert.deepEqual(
		items.map(({ json }) => json.request_id),
		requestIds,
	);
	for (const { json, binary } of items) {
		assert.ok(binary?.data);
		const collected = await readBinary(rest, binary.data);
		assert.deepEqual(collected, await pictureOf(String(json.request_id)));
	}
}
