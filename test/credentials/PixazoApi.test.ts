import { completedAnswer, imageAnswer } from '../support/answers';
import { API_KEY, REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { complaintOf } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();

const generate = {
	type: V2.type,
	parameters: { prompt: 'A lighthouse', options: { downloadImages: false } },
};

test.each([
	['https://gateway.pixazo.ai', 'https://gateway.pixazo.ai'],
	['https://gateway.pixazo.ai/', 'https://gateway.pixazo.ai'],
	[' https://gateway.pixazo.ai ', 'https://gateway.pixazo.ai'],
	['https://gateway.pixazo.ai/ideogram-remove-background/v1', 'https://gateway.pixazo.ai'],
	['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
	['https://company.example/pixazo', 'https://company.example/pixazo'],
	['https://company.example/pixazo/', 'https://company.example/pixazo'],
])('the Base URL %p leads to endpoints below %s', async (baseUrl, root) => {
	const url = `${root}/ideogramV_2/v1/generate`;
	wire.answer('POST', url, { body: imageAnswer });
	const pixazo = new Pixazo(baseUrl);
	const execution = await pixazo.run(generate);
	expect(execution.error).toBeUndefined();
	expect(wire.sent).toMatchObject([{ url, headers: { 'ocp-apim-subscription-key': API_KEY } }]);
});

test('a key is sent without the blanks around it, and kept out of errors', async () => {
	const url = `${V2.endpoint}/generate`;
	wire.answer('POST', url, { status: 400, body: { message: `No ${API_KEY}` } });
	const pixazo = new Pixazo(undefined, ` \t${API_KEY}\n`);
	const execution = await pixazo.run(generate);
	expect(wire.sent).toMatchObject([{ headers: { 'ocp-apim-subscription-key': API_KEY } }]);
	expect(complaintOf(execution)).toContain('No [API key]');
});

test('a request ID is looked up below the Base URL', async () => {
	const url = 'https://company.example/pixazo/v2/requests/status/job_1.a-b';
	wire.answer('GET', url, { body: completedAnswer });
	const pixazo = new Pixazo('https://company.example/pixazo');
	await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: {
			operation: 'getStatus',
			request: 'job_1.a-b',
			options: { downloadImages: false },
		},
	});
	expect(wire.sent).toMatchObject([{ url }]);
});

test.each([
	['', 'Base URL'],
	['gateway.pixazo.ai', 'Base URL'],
	['ftp://gateway.pixazo.ai', 'Base URL'],
	['https://user:secret@gateway.pixazo.ai', 'Base URL'],
])('the Base URL %p is refused, and nothing is sent', async (baseUrl, word) => {
	const pixazo = new Pixazo(baseUrl);
	const execution = await pixazo.run(generate);
	expect(execution.error?.name).toBe('NodeOperationError');
	expect(complaintOf(execution)).toContain(word);
	expect(complaintOf(execution)).not.toContain('secret');
	expect(wire.sent).toEqual([]);
});

test.each(['', ' ', 'marked\nkey', 'marked–key'])(
	'the key %j is refused, and nothing is sent',
	async (key) => {
		const pixazo = new Pixazo(undefined, key);
		const execution = await pixazo.run(generate);
		expect(complaintOf(execution)).toContain('API Key');
		expect(complaintOf(execution)).not.toContain('marked');
		expect(wire.sent).toEqual([]);
	},
);

describe('the key goes to the origin of the Base URL and to no other', () => {
	test.each([
		['of the gateway', 'https://gateway.pixazo.ai/jobs/1', true],
		['of the gateway, with its port', 'https://gateway.pixazo.ai:443/jobs/1', true],
		['of the gateway, in capitals', 'https://GATEWAY.pixazo.ai/jobs/1', true],
		['without encryption', 'http://gateway.pixazo.ai/jobs/1', false],
		['of another port', 'https://gateway.pixazo.ai:8443/jobs/1', false],
		['of a host below it', 'https://jobs.gateway.pixazo.ai/jobs/1', false],
		['of a host that begins like it', 'https://gateway.pixazo.ai.example/jobs/1', false],
		['of a host that contains it', 'https://example.com/gateway.pixazo.ai', false],
	])('a polling URL %s', async (_what, request, isSent) => {
		wire.answer('GET', new URL(request).href, { body: completedAnswer });
		const pixazo = new Pixazo();
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'getStatus', request, options: { downloadImages: false } },
		});
		expect(execution.error).toBeUndefined();
		expect(wire.sent).toHaveLength(1);
		expect('ocp-apim-subscription-key' in (wire.sent[0]?.headers ?? {})).toBe(isSent);
		expect(JSON.stringify(wire.sent[0]).includes(API_KEY)).toBe(isSent);
	});

	test('not along a redirect', async () => {
		const status = 'https://gateway.pixazo.ai/v2/requests/status/job_1';
		wire.answer('GET', status, { status: 302, headers: { location: 'https://evil.example/' } });
		const pixazo = new Pixazo();
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'getStatus', request: 'job_1' },
		});
		expect(complaintOf(execution)).toMatch(/redirect/);
		expect(wire.sent).toHaveLength(1);
	});
});
