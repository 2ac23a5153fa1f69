import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import getPort from 'get-port';
import { type PixazoKey, testCredential } from '../../../tools/localN8n/credentials.mjs';
import { outputOf } from '../../../tools/localN8n/executions.mjs';
import { inARow, NODE_UNDER_TEST, nodeOf, runPinned, TRIGGER } from '../workflows.mjs';
import { assertSuccess, credential, rest, rightKey, sandbox } from './stage.mjs';

const verdict = (change: Partial<PixazoKey> = {}) =>
	testCredential(rest, credential, { ...rightKey, ...change });

const EXPLAINED = [
	[402, /out of credits/],
	[403, /not allowed to use the Pixazo API/],
	[429, /limiting requests/],
	[500, /not available/],
	[503, /not available/],
] as const;

describe('the test of the credential', () => {
	beforeEach(() => sandbox.reset());

	test('a right key is connected, and that cost nothing', async () => {
		const { status, message } = await verdict();
		assert.equal(status, 'OK', message);
		const methods = (await sandbox.requests()).map(({ method }) => method);
		assert.deepEqual(methods, ['GET']);
	});

	test('blanks around a right key and the Base URL do not matter', async () => {
		const { apiKey, baseUrl } = rightKey;
		const { status, message } = await verdict({ apiKey: ` ${apiKey}\n`, baseUrl: ` ${baseUrl}/ ` });
		assert.equal(status, 'OK', message);
	});

	test('a key or Base URL that the nodes refuse is named, and nothing is sent', async () => {
		const key = await verdict({ apiKey: 'two\nlines' });
		assert.match(key.message, /API Key is empty or has a character that cannot be sent/);
		const address = await verdict({ baseUrl: 'gateway.pixazo.ai' });
		assert.match(address.message, /Base URL is not usable/);
		assert.deepEqual(await sandbox.requests(), []);
	});

	test('a wrong key is said to be one', async () => {
		const { status, message } = await verdict({ apiKey: 'wrong' });
		assert.equal(status, 'Error');
		assert.match(message, /API key was not accepted/);
	});

	for (const [status, words] of EXPLAINED) {
		test(`HTTP ${status} is not connected, and explained`, async () => {
			await sandbox.addFault({ on: 'requestStatus', times: 0, fault: { status } });
			const { status: outcome, message } = await verdict();
			assert.equal(outcome, 'Error');
			assert.match(message, words);
		});
	}

	test('a gateway that is down is not connected', async () => {
		const { status, message } = await verdict({ baseUrl: `http://127.0.0.1:${await getPort()}` });
		assert.equal(status, 'Error', message);
	});
});

test("n8n's HTTP Request node sends the key of the credential", async () => {
	await sandbox.reset();
	const request = {
		method: 'POST',
		url: `${rightKey.baseUrl}/ideogramV_2/v1/generate`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'pixazoApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: JSON.stringify({ image_request: { prompt: 'A lighthouse', model: 'V_2' } }),
	};
	const nodes = [
		nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {}),
		nodeOf(NODE_UNDER_TEST, 'n8n-nodes-base.httpRequest', 4.2, request, {
			credentials: { pixazoApi: credential },
		}),
	];
	const execution = await runPinned(rest, inARow('HTTP Request', nodes));
	assertSuccess(execution);
	const [item] = outputOf(execution, NODE_UNDER_TEST);
	assert.match(JSON.stringify(item?.json), /"url":"http/);
	assert.deepEqual(
		(await sandbox.requests()).map(({ status }) => status),
		[200],
	);
});
