import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calls } from './calls.mjs';
import { RequestsTable } from './requestsTable.mjs';
import { credential, publish, sandbox } from './stage.mjs';
import { signalWorker } from './workers.mjs';
import { withTable } from './workflows.mjs';

const CALLS = 24;

test(
	'a worker that is asked to stop finishes what it has begun, and every charge has its answer',
	{ timeout: 120_000 },
	async (t) => {
		await sandbox.reset();
		const table = await RequestsTable.create('Before a stop');
		const calls = new Calls(await publish((path) => withTable(path, credential, table.id)), CALLS);
		await calls.answered(CALLS / 4);
		const replaced = await signalWorker('SIGTERM');
		const { good, bad } = await calls.all();
		t.diagnostic(`${good.length} of ${CALLS} calls got their image, ${bad.length} an error`);
		assert.deepEqual(await calls.unanswered(), []);
		assert.deepEqual(await table.requestIds(), []);
		await replaced();
	},
);
