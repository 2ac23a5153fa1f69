// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountFor } from './account.mjs';
import { Calls } from './calls.mjs';
import { assertOwnPicture } from './pictures.mjs';
import { RequestsTable } from './requestsTable.mjs';
import { credential, publish, sandbox } from './stage.mjs';
import { writtenDown } from './workflows.mjs';
import { signalWorker } from './workers.mjs';

const CALLS = 24;
const SOME = 6;
const LIMIT_MS = 120_000;

test(
	'a worker that is asked to stop finishes what it has begun, and no charge is without its answer',
	{ timeout: LIMIT_MS },
	async (t) => {
		await sandbox.reset();
		const table = await RequestsTable.create('Before a stop');
		const { url } = await publish((path) => writtenDown(path, credential, table.id));

		const calls = new Calls(url, CALLS);
		await calls.answered(SOME);
		const replaced = await signalWorker(0, 'SIGTERM');
		const { good, bad } = await calls.all();
		const { charged, unanswered } = await accountFor(good.map(({ requestId }) => requestId));
		t.diagnostic(
			`${good.length} of ${CALLS} calls were answered with their picture, ${bad.length} not`,
		);
		t.diagnostic(`${charged} requests charged, ${unanswered.length} of them without an answer`);

		for (const answer of good) await assertOwnPicture(answer);
		assert.deepEqual(unanswered, []);
		assert.deepEqual(await table.requestIds(), []);
		await replaced();
	},
);
