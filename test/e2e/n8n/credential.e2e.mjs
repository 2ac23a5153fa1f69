// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import getPort from 'get-port';
import { testCredential } from '../../../tools/localN8n/credentials.mjs';
import { credential, rest, rightKey, sandbox } from './stage.mjs';

/** @param {Partial<import('../../../tools/localN8n/credentials.mjs').PixazoKey>} [change] */
const verdict = (change = {}) => testCredential(rest, credential, { ...rightKey, ...change });

/** @type {ReadonlyArray<readonly [number, RegExp]>} */
const EXPLAINED = [
	[402, /out of credits/],
	[403, /not allowed to use the Pixazo API/],
	[429, /limiting requests/],
	[500, /not available/],
	[503, /not available/],
];

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
