import { Caller, request } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

describe('a key', () => {
	it.each([
		['missing', {}],
		['wrong', { 'Ocp-Apim-Subscription-Key': 'another' }],
	])('that is %s gives 401', async (what, headers) => {
		const { gatewayUrl } = caller.sandbox;
		expect(await request(`${gatewayUrl}/v2/requests/status/any`, { headers })).toMatchObject({
			status: 401,
			json: {
				error: 'Unauthorized',
				message: `The Ocp-Apim-Subscription-Key header is ${what}.`,
			},
		});
	});
});

it.each([
	['GET', '/v2/requests/status/never-submitted', 'There is no request with this ID.'],
	['POST', '/v2/requests/status/any', 'There is no POST /v2/requests/status/any here.'],
	[
		'POST',
		'/ideogram-generate/v1/generate',
		'There is no POST /ideogram-generate/v1/generate here.',
	],
])('answers %s %s with 404', async (method, path, message) => {
	expect(await caller.call(path, { method })).toMatchObject({
		status: 404,
		json: { error: 'Not Found', message },
	});
});

it('charges nothing for what it refuses, and notes why', async () => {
	await caller.admin('/log', 'DELETE');
	await caller.generate({ prompt: '' });
	expect(await caller.admin('/charges')).toMatchObject({ count: 0 });
	expect(await caller.admin('/requests')).toEqual([
		expect.objectContaining({
			operationId: 'v2Generate',
			status: 400,
			rejected: expect.stringContaining('image_request.prompt'),
			json: { image_request: { model: 'V_2', prompt: '' } },
			keyHeader: true,
		}),
	]);
});
