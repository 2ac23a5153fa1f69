import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import nock from 'nock';
import { testCredential } from '../../../tools/n8nCore/credentialTest';

const probe = (test: ICredentialTestRequest): ICredentialType => ({
	name: 'probeApi',
	displayName: 'Probe API',
	properties: [{ displayName: 'URL', name: 'url', type: 'string', default: 'http://probe.test' }],
	authenticate: { type: 'generic', properties: { headers: { 'x-key': '={{$credentials.key}}' } } },
	test,
});

const request = { baseURL: '={{$credentials.url}}', url: '/me' };
const answer = (status: number, body = {}) =>
	nock('http://probe.test', { reqheaders: { 'x-key': 'k1' } })
		.get('/me')
		.reply(status, body);

afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

test('an answer that no rule names is a connection', async () => {
	answer(200);
	expect(await testCredential(probe({ request }), { key: 'k1' })).toMatchObject({ status: 'OK' });
});

test('a rule says in words what a status means', async () => {
	answer(403);
	const rules: ICredentialTestRequest['rules'] = [
		{ type: 'responseCode', properties: { value: 403, message: 'Not allowed' } },
	];
	const result = await testCredential(probe({ request, rules }), { key: 'k1' });
	expect(result).toEqual({ status: 'Error', message: 'Not allowed' });
});

test('a rule looks into the body of a successful answer', async () => {
	answer(200, { account: { state: 'closed' } });
	const rules: ICredentialTestRequest['rules'] = [
		{
			type: 'responseSuccessBody',
			properties: { key: 'account.state', value: 'closed', message: 'Account closed' },
		},
	];
	const result = await testCredential(probe({ request, rules }), { key: 'k1' });
	expect(result).toEqual({ status: 'Error', message: 'Account closed' });
});

test('a gateway that is down is named by its error code', async () => {
	const values = { key: 'k1', url: 'http://127.0.0.1:1' };
	expect(await testCredential(probe({ request }), values)).toEqual({
		status: 'Error',
		message: 'ECONNREFUSED',
	});
});
