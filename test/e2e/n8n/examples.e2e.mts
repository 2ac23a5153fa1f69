import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { outputOf } from '../../../tools/localN8n/executions.mjs';
import { activateWorkflow, storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { activate, example, executionsIn, runFromStart, succeeded } from './exampleWorkflows.mjs';
import { formOf, opacity, photo } from './images.mjs';
import { inARow, type InputFile, nodeOf } from '../workflows.mjs';
import {
	credential,
	fileBehind,
	fileOf,
	files,
	major,
	mediaUrl,
	n8nUrl,
	rest,
	sandbox,
} from './stage.mjs';

describe('the example', () => {
	beforeEach(() => sandbox.reset());

	test('1: a photo posted to a webhook comes back without its background', async () => {
		await activate(example('1'));
		const answer = await post('/webhook/pixazo-remove-background', { data: photo.jpeg });
		assert.equal(answer.headers.get('content-type'), 'image/png');
		const bytes = await bytesOf(answer);
		assert.deepEqual(bytes, await lastResult());
		assert.deepEqual(await opacity(bytes), { corner: 0, middle: 255 });
	});

	test('2: a list of prompts becomes files, by either model', async () => {
		const execution = await runFromStart(example('2'));
		for (const model of ['v2', 'turbo']) {
			const nodeName = model === 'v2' ? 'Ideogram V2' : 'Ideogram Turbo';
			const [first] = outputOf(execution, nodeName);
			assert.equal(outputOf(execution, nodeName).length, 3);
			const file = await readFile(join(files, `lighthouse-${model}.png`));
			assert.deepEqual(file, await fileBehind(first?.json.url));
		}
	});

	test('3: a photo posted to a webhook comes back remixed', async () => {
		await activate(example('3'));
		const answer = await post('/webhook/pixazo-remix', { data: photo.png });
		assert.equal(answer.headers.get('content-type'), 'image/png');
		assert.deepEqual(await bytesOf(answer), await lastResult());
	});

	test('4: a photo and a mask, sent by a form, become an edited image', async () => {
		await activate(example('4'));
		const fields = { 'field-0': photo.jpeg, 'field-1': photo.png, 'field-2': 'a hat' };
		const answer = await post('/form/pixazo-edit', fields);
		const { formWaitingUrl } = z.object({ formWaitingUrl: z.string() }).parse(await answer.json());
		const page = await completionPage(formWaitingUrl);
		assert.match(page, /Here is your image/);
		const [request] = await sandbox.requests();
		assert.deepEqual(
			request?.parts?.map(({ name, fileName }) => [name, fileName]),
			[
				['image_file', photo.jpeg.name],
				['mask', photo.png.name],
				['prompt', undefined],
				['model', undefined],
			],
		);
	});

	test('5: many are submitted, and their results collected later', async () => {
		const execution = await runFromStart(example('5'));
		const submitted = outputOf(execution, 'Submit Request');
		const collected = outputOf(execution, 'Wait for Result');
		assert.equal(submitted.length, 3);
		assert.deepEqual(
			collected.map(({ json }) => [json.request_id, json.status]),
			submitted.map(({ json }) => [json.request_id, 'COMPLETED']),
		);
		for (const item of collected) {
			assert.deepEqual(await fileOf(item), await fileBehind(item.json.url));
		}
	});

	test('9: the results of a failed execution are collected by its error workflow', async () => {
		const collector = await storeWorkflow(rest, example('9'));
		if (major === '2') await activateWorkflow(rest, collector);
		const job = { status: 'FAILED', error: 'No subject found.' };
		await sandbox.addFault({ on: 'removeBackground', fault: { job } });
		await activate(failing(collector.id));
		await fetch(`${n8nUrl}/webhook/pixazo-failing`, { method: 'POST' });
		const [executionId = ''] = await executionsIn(collector.id, 'success', 1);
		const collected = outputOf(await succeeded(executionId), 'Wait for Result');
		const { requestIds } = await sandbox.charges();
		assert.equal(requestIds.length, 3);
		// They arrive at the sandbox in any order. The first one to arrive has failed.
		assert.deepEqual(
			collected.map(({ json }) => json.request_id).sort(),
			requestIds.slice(1).sort(),
		);
		for (const item of collected) {
			assert.deepEqual(await fileOf(item), await fileBehind(item.json.url));
		}
	});

	test('10: prompts become images, and the images become videos', async () => {
		const execution = await runFromStart(example('10'));
		const videos = outputOf(execution, 'Turn into Video');
		assert.equal(videos.length, 2);
		for (const video of videos) {
			const { fileName = '' } = video.binary?.data ?? {};
			assert.match(fileName, /\.mp4$/);
			assert.deepEqual(await readFile(join(files, fileName)), await fileBehind(video.json.url));
		}
	});
});

/** A workflow that removes three backgrounds when it is called. */
function failing(errorWorkflow: string) {
	const links = ['camera', 'lamp', 'chair'].map((name) => `https://example.com/${name}.jpg`);
	const hook = { httpMethod: 'POST', path: 'pixazo-failing', options: {} };
	const all = { mode: 'raw', jsonOutput: JSON.stringify({ links }), options: {} };
	const link = { imageUrl: '={{ $json.links }}' };
	const nodes = [
		nodeOf('Call', 'n8n-nodes-base.webhook', 2.1, hook, { webhookId: 'pixazo-failing' }),
		nodeOf('Links', 'n8n-nodes-base.set', 3.4, all),
		nodeOf('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'links', options: {} }),
		nodeOf('Remove', 'n8n-nodes-pixazo.removeBackground', 1, link, {
			credentials: { pixazoApi: credential },
		}),
	];
	return inARow('Fails', nodes, { errorWorkflow });
}

/** Posts a form to n8n, as a browser does. */
async function post(path: string, fields: Record<string, string | InputFile>) {
	const answer = await fetch(n8nUrl + path, { method: 'POST', body: formOf(fields) });
	assert.equal(answer.status, 200, `${path}: ${answer.ok ? '' : await answer.text()}`);
	return answer;
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** What the sandbox was last asked for. */
async function lastResult() {
	const path = (await sandbox.downloads()).at(-1)?.path;
	return await fileBehind(`${mediaUrl}${path}`);
}

const FORM_INTERVAL_MS = 500;
const FORM_ATTEMPTS = 60;

/** Waits as a form in the browser does, and gets the page that it ends with. */
async function completionPage(formWaitingUrl: string) {
	const statusUrl = new URL(formWaitingUrl);
	statusUrl.pathname += '/n8n-execution-status';
	for (let attempt = 0; attempt < FORM_ATTEMPTS; attempt += 1) {
		const status = await (await fetch(statusUrl)).text();
		if (status === 'form-waiting') return await (await fetch(formWaitingUrl)).text();
		await sleep(FORM_INTERVAL_MS);
	}
	throw new Error(`The form had not ended after ${(FORM_ATTEMPTS * FORM_INTERVAL_MS) / 1000} s.`);
}
