// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountFor, lookUpsPerJob } from './account.mjs';
import { Calls } from './calls.mjs';
import { assertCollectable, assertOwnPicture } from './pictures.mjs';
import { RequestsTable } from './requestsTable.mjs';
import { requestsSavedIn, runningExecutions } from './savedRequests.mjs';
import { credential, publish, sandbox } from './stage.mjs';
import { inOneNode, writtenDown } from './workflows.mjs';
import { acceptedByLogs } from './workerLogs.mjs';
import { memoryMb, signalWorker, withMemoryOf } from './workers.mjs';

/** @typedef {import('./calls.mjs').Answer} Answer */

const CALLS = 100;
/** So many have been answered when the worker is killed; twenty run at a time, so the rest wait. */
const SOME = 20;

/** Of twenty executions at a time so many have submitted and not answered, so that some of them are the killed worker's. */
const WAITED_FOR = 12;

const LIMIT_MS = 300_000;

test(
	'what a killed worker was waiting for can be collected by the request IDs in its log',
	{ timeout: LIMIT_MS },
	async (t) => {
		await sandbox.reset();
		const table = await RequestsTable.create('Before a crash');
		const { id, url } = await publish((path) => writtenDown(path, credential, table.id));
		const idleMb = await memoryMb(1);
		const startedAtMs = Date.now();
		const calls = new Calls(url, CALLS);

		await calls.answered(SOME);
		await untilWaitedFor(table, calls);
		const killedAtMs = Date.now();
		const replaced = await signalWorker(0, 'SIGKILL');
		const running = await runningExecutions(id);
		const savedAtFirst = await requestsSavedIn(running);
		const { result, peakMb } = await withMemoryOf(1, calls.all());
		const answeredInMs = Date.now() - startedAtMs;

		const { good, bad } = result;
		const answered = good.map(({ requestId }) => String(requestId));
		const { charged, unanswered } = await accountFor(answered);
		const rows = await table.requestIds();
		const logged = await acceptedByLogs();
		const savedAtLast = await requestsSavedIn(running);
		const inBoth = (/** @type {string[]} */ requestIds) =>
			unanswered.filter((requestId) => requestIds.includes(requestId)).length;
		const sinceKillMs = (/** @type {Answer} */ { answeredAtMs }) => answeredAtMs - killedAtMs;
		t.diagnostic(`${CALLS} calls at once, all answered after ${seconds(answeredInMs)}`);
		t.diagnostic(`${good.length} with the picture, after ${range(good.map(durationMs))}`);
		t.diagnostic(`${bad.length} with an error, ${range(bad.map(sinceKillMs))} after the kill`);
		t.diagnostic(`${charged} requests charged, ${unanswered.length} of them without an answer`);
		t.diagnostic(`of these in the log: ${inBoth(logged)}, in the table: ${inBoth(rows)}`);
		t.diagnostic(`saved by n8n: ${inBoth(savedAtFirst)}, kept by it: ${inBoth(savedAtLast)}`);
		t.diagnostic(`${await lookUpsPerJob(answered)} look-ups for each that was answered`);
		t.diagnostic(`the other worker: ${idleMb} MB before, ${peakMb} MB at most`);

		assert.equal(good.length + bad.length, CALLS);
		for (const answer of good) await assertOwnPicture(answer);
		assert.ok(unanswered.length > 0, 'the killed worker was waiting for something');
		assert.equal(inBoth(logged), unanswered.length);
		await assertCollectable(unanswered);
		// n8n does not run again what stalled, so nothing is paid twice.
		assert.ok(charged <= CALLS);
		await replaced();
	},
);

/**
 * @param {RequestsTable} table
 * @param {Calls} calls
 */
async function untilWaitedFor(table, calls) {
	for (;;) {
		const rows = await table.requestIds();
		const answered = calls.answers.map(({ requestId }) => requestId);
		assert.ok(answered.length < CALLS, 'too few were being waited for at the same time');
		if (rows.filter((requestId) => !answered.includes(requestId)).length >= WAITED_FOR) return;
		await sleep(100);
	}
}

const FEW_CALLS = 12;

test('it can where one node does it all, too', { timeout: LIMIT_MS }, async (t) => {
	await sandbox.reset();
	const { url } = await publish((path) => inOneNode(path, credential));
	const calls = new Calls(url, FEW_CALLS);
	while ((await sandbox.charges()).count < FEW_CALLS) await sleep(50);
	const replaced = await signalWorker(0, 'SIGKILL');
	const { good, bad } = await calls.all();
	const { charged, unanswered } = await accountFor(good.map(({ requestId }) => requestId));
	t.diagnostic(`${good.length} of ${FEW_CALLS} calls answered with the picture`);
	t.diagnostic(`${bad.length} with an error, ${unanswered.length} requests to collect`);

	for (const answer of good) await assertOwnPicture(answer);
	assert.equal(charged, FEW_CALLS);
	const logged = await acceptedByLogs();
	assert.deepEqual(
		unanswered.filter((requestId) => !logged.includes(requestId)),
		[],
	);
	await assertCollectable(unanswered);
	await replaced();
});

/** @param {Answer} answer */
const durationMs = ({ calledAtMs, answeredAtMs }) => answeredAtMs - calledAtMs;

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {number[]} times in ms */
const range = (times) =>
	times.length === 0 ? '-' : `${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`;
