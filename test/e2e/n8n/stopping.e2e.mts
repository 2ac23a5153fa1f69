import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopExecution, waitForExecution } from '../../../tools/localN8n/executions.mjs';
import { photo } from './images.mjs';
import type { NodeTry } from '../workflows.mjs';
import { rest, sandbox, startNode } from './stage.mjs';

const files = [photo.png, photo.jpeg, photo.webp];
const longWait: NodeTry = {
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
		await untilChecked(files.length);
		await stopExecution(rest, executionId);
		const stoppedAtMs = Date.now();
		await sleep(WATCHED_MS);
		await assertSilenceAfter(stoppedAtMs + GRACE_MS);
		assert.equal((await waitForExecution(rest, executionId)).status, 'canceled');
	});

	test('asks for nothing more once its time is up', async () => {
		const executionId = await startNode({ ...longWait, settings: { executionTimeout: 3 } });
		await untilChecked(files.length);
		const { stoppedAt, status } = await waitForExecution(rest, executionId);
		assert.equal(status, 'canceled');
		const stoppedAtMs = Date.parse(String(stoppedAt));
		await sleep(WATCHED_MS);
		await assertSilenceAfter(stoppedAtMs + GRACE_MS);
	});
});

/** Until so many status checks have been made. */
async function untilChecked(count: number) {
	for (let attempt = 0; attempt < 100; attempt += 1) {
		const requests = await sandbox.requests();
		if (requests.filter(({ method }) => method === 'GET').length >= count) return;
		await sleep(100);
	}
	throw new Error('The node did not check its jobs within ten seconds.');
}

async function assertSilenceAfter(atMs: number) {
	const late = (await sandbox.requests()).filter(({ at }) => at > atMs);
	assert.deepEqual(
		late.map(({ path, at }) => `${path}, ${at - atMs} ms too late`),
		[],
	);
}
