import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertCollectable, Calls } from './calls.mjs';
import { RequestsTable } from './requestsTable.mjs';
import { credential, publish, sandbox } from './stage.mjs';
import { acceptedByLogs, signalWorker } from './workers.mjs';
import { inOneNode, withTable } from './workflows.mjs';

describe('what a killed worker was waiting for can be collected by the request IDs in its log', () => {
	test('after a hundred calls at once', { timeout: 300_000 }, async (t) => {
		const table = await RequestsTable.create('Before a crash');
		const url = await publish((path) => withTable(path, credential, table.id));
		const inTable = async (calls: Calls) => {
			const unanswered = await calls.unanswered();
			return (await table.requestIds()).filter((requestId) => unanswered.includes(requestId));
		};
		// Twenty executions run at a time: if twelve wait for their job, some are the killed worker's.
		const calls = await killDuring(t, url, { calls: 100, answered: 20, waitedFor: 12 }, inTable);
		const listed = await inTable(calls);
		t.diagnostic(`${listed.length} of their request IDs are in the data table`);
		assert.ok(listed.length > 0);
	});

	test('with one node that submits and waits', { timeout: 300_000 }, async (t) => {
		const url = await publish((path) => inOneNode(path, credential));
		const waitedFor = (calls: Calls) => calls.unanswered();
		await killDuring(t, url, { calls: 12, answered: 0, waitedFor: 12 }, waitedFor);
	});
});

/** An answer that left the gateway so shortly before a kill may not have been read. */
const UNHEARD_MS = 1000;

/** Calls a webhook, and kills a worker at those counts. `waiting` finds the jobs that are waited for. */
async function killDuring(
	t: TestContext,
	url: string,
	{ calls: count, answered, waitedFor }: { calls: number; answered: number; waitedFor: number },
	waiting: (calls: Calls) => Promise<string[]>,
) {
	await sandbox.reset();
	const calls = new Calls(url, count);
	await calls.answered(answered);
	while ((await waiting(calls)).length < waitedFor) {
		assert.ok(calls.answers.length < count, 'too few jobs were waited for at the same time');
		await sleep(50);
	}
	await sleep(UNHEARD_MS);
	const replaced = await signalWorker('SIGKILL');
	const killedAtMs = Date.now();
	const { good, bad } = await calls.all();
	const lastSeconds = ((Date.now() - killedAtMs) / 1000).toFixed(1);
	const unanswered = await calls.unanswered();
	const { count: charged } = await sandbox.charges();
	t.diagnostic(`${good.length} of ${count} calls got their image, ${bad.length} an error`);
	t.diagnostic(`the last answer came ${lastSeconds} s after the kill`);
	t.diagnostic(`${charged} requests charged, ${unanswered.length} of them without an answer`);

	assert.equal(good.length + bad.length, count);
	const sentAnswers = (await sandbox.requests()).filter(
		({ at, tookMs = Infinity }) => at + tookMs < killedAtMs - UNHEARD_MS,
	);
	const heard = new Set(sentAnswers.map(({ requestId }) => requestId));
	const waitedForAtKill = unanswered.filter((requestId) => heard.has(requestId));
	assert.ok(waitedForAtKill.length > 0, 'the killed worker was waiting for something');
	const logged = await acceptedByLogs();
	const lost = waitedForAtKill.filter((requestId) => !logged.includes(requestId));
	assert.deepEqual(lost, []);
	await assertCollectable(unanswered);
	// n8n does not run again what stalled, so nothing is paid twice.
	assert.ok(charged <= count);
	await replaced();
	return calls;
}
