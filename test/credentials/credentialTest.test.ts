import nock from 'nock';
import { PixazoApi } from '../../credentials/PixazoApi.credentials';
import { gatewayBase } from '../../nodes/shared/http/baseUrl';
import { type Generation, testCredential } from '../../tools/n8nCore/credentialTest';
import { interceptRequests, letRequestsPass } from '../support/wire';
import { Caller } from '../tools/sandbox/caller';

const CONNECTED = { status: 'OK', message: 'Connection successful!' };
const refusedWith = (words: string) => ({
	status: 'Error',
	message: expect.stringContaining(words),
});

let caller: Caller;
let local: { apiKey: string; baseUrl: string };

beforeAll(async () => {
	interceptRequests();
	nock.enableNetConnect('127.0.0.1');
	caller = await Caller.open();
	local = { apiKey: caller.sandbox.apiKey, baseUrl: caller.sandbox.gatewayUrl };
});
beforeEach(() => caller.admin.reset());
afterEach(() => nock.cleanAll());
afterAll(async () => {
	letRequestsPass();
	await caller.close();
});

test('the credential test takes every status but 404 for a failure, and has one rule of each kind for it', () => {
	const { request, rules = [] } = new PixazoApi().test;
	const others = Array.from({ length: 400 }, (_, index) => 200 + index).filter((s) => s !== 404);
	const valuesOf = (kind: string) =>
		rules.filter(({ type }) => type === kind).map(({ properties }) => properties.value);
	expect(request.ignoreHttpStatusErrors).toEqual({ ignore: true, except: others });
	expect(valuesOf('responseCode')).toEqual(others);
	expect(valuesOf('responseSuccessBody')).toEqual(others);
});

describe.each<Generation>(['1.123', '2.41'])('the credential test of n8n %s', (generation) => {
	const verdict = (change: Partial<typeof local> = {}) =>
		testCredential(new PixazoApi(), { ...local, ...change }, generation);

	test('connects with a right key by one request, which costs nothing', async () => {
		expect(await verdict()).toEqual(CONNECTED);
		expect(await caller.admin.requests()).toMatchObject([{ method: 'GET', status: 404 }]);
	});

	test.each([
		[200, 'does not lead to the Pixazo API'],
		[299, 'does not lead to the Pixazo API'],
		[300, 'redirects to another address'],
		[399, 'redirects to another address'],
		[400, 'does not lead to the Pixazo API'],
		[401, 'was not accepted. Copy it again from https://api-console.pixazo.ai/api_keys'],
		[402, 'out of credits. Add credits at https://api-console.pixazo.ai/dashboard'],
		[403, 'not allowed to use the Pixazo API'],
		[405, 'does not lead to the Pixazo API'],
		[408, 'did not answer in time'],
		[429, 'limiting requests'],
		[499, 'does not lead to the Pixazo API'],
		[500, 'not available'],
		[503, 'not available'],
		[599, 'not available'],
	])('explains HTTP %i: "%s"', async (status, words) => {
		await caller.admin.addFault({
			on: 'requestStatus',
			times: 0,
			fault: { status, redirect: '/other' },
		});
		expect(await verdict()).toEqual(refusedWith(words));
	});

	test('says that a wrong key was not accepted', async () => {
		expect(await verdict({ apiKey: 'wrong' })).toEqual(refusedWith('key was not accepted'));
	});

	test('connects with a right key that has blanks around it', async () => {
		expect(await verdict({ apiKey: ` \t${local.apiKey}\r\n` })).toEqual(CONNECTED);
	});

	test.each([
		'https://gateway.pixazo.ai/',
		' https://gateway.pixazo.ai\n',
		'https://gateway.pixazo.ai/ideogram-remove-background/v1',
		'https://GATEWAY.pixazo.ai/v1?a=b',
		'https://company.example/pixazo',
		'https://company.example/pixazo/?a=b',
		'https://company.example//',
		'http://gateway.pixazo.ai.example:81/v1/',
	])('asks where a node would, for the Base URL %j', async (baseUrl) => {
		const asked = `${gatewayBase(baseUrl)}v2/requests/status/credential-test`;
		nock(new URL(asked).origin).get(new URL(asked).pathname).reply(404);
		expect(await verdict({ baseUrl })).toEqual(CONNECTED);
	});

	test('does not connect to a gateway that is down', async () => {
		const down = await verdict({ baseUrl: 'http://127.0.0.1:1' });
		expect(down).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	test.each([
		['API Key', { apiKey: '' }],
		['API Key', { apiKey: 'two\nlines' }],
		['API Key', { apiKey: 'a dash – of print' }],
		['API Key', { apiKey: '\u200bkey' }],
		['Base URL', { baseUrl: '' }],
		['Base URL', { baseUrl: 'gateway.pixazo.ai' }],
		['Base URL', { baseUrl: 'ftp://gateway.pixazo.ai' }],
		['Base URL', { baseUrl: 'http://user:secret@127.0.0.1' }],
	])('names the %s and sends nothing for %j', async (field, change) => {
		const { status, message } = await verdict(change);
		expect(status).toBe('Error');
		expect(message).toContain(`because the ${field} is`);
		expect(message).not.toContain('secret');
		expect(await caller.admin.requests()).toEqual([]);
	});
});
