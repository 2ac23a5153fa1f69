// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import getPort from 'get-port';
import { testCredential } from '../../../tools/localN8n/credentials.mjs';
import { credential, rest, rightKey, sandbox } from './stage.mjs';

/** @param {Partial<import('../../../tools/localN8n/credentials.mjs').PixazoKey>} [change] */
const verdict = (change = {}) => testCredential(rest, credential, { ...rightKey, ...change });

describe('the test of the credential', () => {
	beforeEach(() => sandbox.reset());

	test('a right key is connected, and that cost nothing', async () => {
		const { status, message } = await verdict();
		assert.equal(status, 'OK', message);
		const methods = (await sandbox.requests()).map(({ method }) => method);
		assert.deepEqual(methods, ['GET']);
	});

	test('a wrong key is said to be one', async () => {
		const { status, message } = await verdict({ apiKey: 'wrong' });
		assert.equal(status, 'Error');
		assert.match(message, /key/i);
	});

	test('a key that may not be used is said to be one', async () => {
		await sandbox.addFault({ on: 'requestStatus', fault: FORBIDDEN });
		const { status, message } = await verdict();
		assert.equal(status, 'Error');
		assert.match(message, /key|subscription|forbidden/i);
	});

	for (const code of [429, 500, 503]) {
		test(`a gateway that answers ${code} is not connected`, async () => {
			await sandbox.addFault({ on: 'requestStatus', times: 0, fault: { status: code } });
			const { status, message } = await verdict();
			assert.equal(status, 'Error', message);
		});
	}

	test('nor is one that is down', async () => {
		const { status, message } = await verdict({ baseUrl: `http://127.0.0.1:${await getPort()}` });
		assert.equal(status, 'Error', message);
	});

	test('a wrong key, a gateway that limits and one that is down are told apart', async () => {
		const wrong = await verdict({ apiKey: 'wrong' });
		const down = await verdict({ baseUrl: `http://127.0.0.1:${await getPort()}` });
		await sandbox.addFault({ on: 'requestStatus', times: 0, fault: { status: 429 } });
		const limiting = await verdict();
		const messages = [wrong, down, limiting].map(({ message }) => message);
		assert.equal(new Set(messages).size, 3, messages.join(' | '));
	});
});

const FORBIDDEN = { status: 403, body: { statusCode: 403, message: 'Forbidden' } };
