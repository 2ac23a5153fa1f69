// @ts-check
import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopExecution, waitForExecution } from '../../../tools/localN8n/executions.mjs';
import { photo } from './images.mjs';
import { rest, sandbox, startNode } from './stage.mjs';

const files = [photo.png, photo.jpeg, photo.webp];
/** @type {import('./pinnedWorkflow.mjs').NodeTry} */
const longWait = {
	node: 'removeBackground',
	parameters: { operation: 'remove', inputSource: 'binary', options: { pollInterval: 1 } },
	files,
};

const GRACE_MS = 1000;
const WATCHED_MS = 4000;

describe('an execution that waits for jobs', () => {
	beforeEach(async () => {
		await sandbox.reset();
		await sandbox.set({ jobSeconds: 600 });
	});
	after(() => sandbox.set({ jobSeconds: 1 }));

	test('asks for nothing more once it is stopped', async () => {
		const executionId = await startNode(longWait);
		await untilLookedAt(files.length);
		await stopExecution(rest, executionId);
		const stoppedAtMs = Date.now();
		await sleep(WATCHED_MS);
		await assertSilenceAfter(stoppedAtMs + GRACE_MS);
		assert.equal((await waitForExecution(rest, executionId)).status, 'canceled');
	});

	test('asks for nothing more once its time is up', async () => {
		const executionId = await startNode({ ...longWait, settings: { executionTimeout: 3 } });
		await untilLookedAt(files.length);
		const { stoppedAt, status } = await waitForExecution(rest, executionId);
		assert.equal(status, 'canceled');
		const stoppedAtMs = Date.parse(String(stoppedAt));
		await sleep(WATCHED_MS);
		await assertSilenceAfter(stoppedAtMs + GRACE_MS);
	});
});

/** @param {number} count so many look-ups have been made */
async function untilLookedAt(count) {
	for (let look = 0; look < 100; look += 1) {
		const requests = await sandbox.requests();
		if (requests.filter(({ method }) => method === 'GET').length >= count) return;
		await sleep(100);
	}
	throw new Error('The node did not look at its jobs within ten seconds.');
}

/** @param {number} atMs */
async function assertSilenceAfter(atMs) {
	const late = (await sandbox.requests()).filter(({ at }) => at > atMs);
	assert.deepEqual(
		late.map(({ path, at }) => `${path}, ${at - atMs} ms too late`),
		[],
	);
}
