import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { listExecutions, outputOf, startExecution } from '../../../tools/localN8n/executions.mjs';
import type { Execution } from '../../../tools/localN8n/executions.mjs';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import type { StoredWorkflow, Workflow } from '../../../tools/localN8n/workflows.mjs';
import {
	activate,
	example,
	executionsIn,
	nodeIn,
	runFromStart,
	succeeded,
	withNode,
} from './exampleWorkflows.mjs';
import { fileBehind, fileOf, restartN8n, rest, sandbox } from './stage.mjs';

describe('a job that calls back', () => {
	beforeEach(() => sandbox.reset());

	test('resumes the execution that waits for it (example 6)', async () => {
		await assertCollected(await runFromStart(example('6')));
		assert.deepEqual(await callbackStatuses(), [200]);
	});

	test('resumes it once when it calls back twice', { timeout: 60_000 }, async () => {
		await callBack('twice');
		await assertCollected(await runFromStart(example('6')));
		while ((await callbackStatuses()).length < 2) await sleep(200);
		assert.deepEqual(await callbackStatuses(), [200, 409]);
	});

	test('survives callbacks that come too early or never, and a restart of n8n', async () => {
		const impatient = await storeWorkflow(rest, withShortLimit(example('6')));
		const patient = await storeWorkflow(rest, withResumeUrlAsPrompt(example('6')));
		const early = await startWith('early', impatient);
		await executionsIn(impatient.id, 'waiting', 1);
		const never = await startWith('never', impatient);
		await executionsIn(impatient.id, 'waiting', 2);
		const late = await startWith('never', patient);
		await executionsIn(patient.id, 'waiting', 1);
		await restartN8n();
		await assertCollected(await succeeded(early));
		await assertCollected(await succeeded(never));
		// Not right after the restart: n8n answers before it can resume.
		const resumeUrl = (await sandbox.requests()).findLast(({ prompt }) => prompt)?.prompt ?? '';
		assert.equal((await fetch(resumeUrl, { method: 'POST' })).status, 200);
		await assertCollected(await succeeded(late));
		assert.equal((await sandbox.charges()).count, 3);
	});

	test('holds no worker while fifty of them wait', async () => {
		await sandbox.addFault({ on: 'v4Generate', times: 0, fault: { callback: 'never' } });
		const workflow = await storeWorkflow(rest, example('6'));
		const { id: workflowId } = workflow;
		for (let count = 0; count < 50; count += 1) await startExecution(rest, workflow, 'Start');
		await executionsIn(workflowId, 'waiting', 50);
		assert.deepEqual(await listExecutions(rest, { workflowId, status: ['running', 'new'] }), []);
	});

	test('is delivered once by another workflow, also when it calls back twice or early', async () => {
		await callBack('twice');
		await callBack('early');
		const { id } = await activate(example('7b'));
		const submitted = outputOf(await runFromStart(example('7a')), 'Submit Jobs');
		const deliveries = await executionsIn(id, 'success', 4);
		const executions = await Promise.all(deliveries.map(succeeded));
		const collected = executions.flatMap((execution) => outputOf(execution, 'Wait for Result'));
		const idsOf = (items: typeof collected) => items.map(({ json }) => json.request_id).sort();
		assert.deepEqual(idsOf(collected), idsOf(submitted));
		for (const item of collected) {
			assert.deepEqual(await fileOf(item), await fileBehind(item.json.url));
		}
	});
});

/** Says how the next job calls back. */
const callBack = (callback: 'twice' | 'early' | 'never') =>
	sandbox.addFault({ on: 'v4Generate', fault: { callback } });

async function startWith(callback: 'early' | 'never', workflow: StoredWorkflow) {
	await callBack(callback);
	return await startExecution(rest, workflow, 'Start');
}

/** Of the callbacks that n8n has answered. */
const callbackStatuses = async () =>
	(await sandbox.callbacks()).flatMap(({ status }) => (status === 0 ? [] : [status]));

function withShortLimit(workflow: Workflow) {
	const { parameters } = nodeIn(workflow, 'Wait');
	const short = { ...parameters, resumeAmount: 6, resumeUnit: 'seconds' };
	return withNode(workflow, 'Wait', { parameters: short });
}

function withResumeUrlAsPrompt(workflow: Workflow) {
	const { parameters } = nodeIn(workflow, 'Submit Job');
	const telling = { ...parameters, prompt: '={{ $execution.resumeUrl }}' };
	return withNode(workflow, 'Submit Job', { parameters: telling });
}

async function assertCollected(execution: Execution) {
	const [submitted] = outputOf(execution, 'Submit Job');
	const [collected] = outputOf(execution, 'Wait for Result');
	assert.equal(collected?.json.request_id, submitted?.json.request_id);
	assert.equal(collected?.json.status, 'COMPLETED');
	assert.deepEqual(await fileOf(collected), await fileBehind(collected?.json.url));
}
