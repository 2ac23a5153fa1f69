import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import nock from 'nock';
import { type Generation, testCredential } from '../../../tools/n8nCore/credentialTest';

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

describe.each<Generation>(['1.123', '2.41'])('by the rules of n8n %s', (generation) => {
	const verdict = (test: ICredentialTestRequest, values = {}) =>
		testCredential(probe(test), { key: 'k1', ...values }, generation);

	test('an answer that no rule names is a connection', async () => {
		answer(200);
		expect(await verdict({ request })).toMatchObject({ status: 'OK' });
	});

	test('a rule says in words what a status means', async () => {
		answer(403);
		const rules: ICredentialTestRequest['rules'] = [
			{ type: 'responseCode', properties: { value: 403, message: 'Not allowed' } },
		];
		expect(await verdict({ request, rules })).toEqual({ status: 'Error', message: 'Not allowed' });
	});

	test('a rule looks into the body of a successful answer', async () => {
		answer(200, { account: { state: 'closed' } });
		const rules: ICredentialTestRequest['rules'] = [
			{
				type: 'responseSuccessBody',
				properties: { key: 'account.state', value: 'closed', message: 'Account closed' },
			},
		];
		expect(await verdict({ request, rules })).toEqual({
			status: 'Error',
			message: 'Account closed',
		});
	});

	test('a gateway that is down is named by its error code', async () => {
		expect(await verdict({ request }, { url: 'http://127.0.0.1:1' })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});

	test('a domain that is not allowed gets no request', async () => {
		const closed = { request: { ...request, allowedDomains: 'other.test' } };
		const { status, message } = await verdict(closed);
		expect(status).toBe('Error');
		expect(message).toContain('Only the following domains are allowed: other.test');
	});
});
