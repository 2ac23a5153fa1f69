import { TimeLimit } from '../../../../nodes/shared/http/clock';
import { connectionFault, timeUp } from '../../../../nodes/shared/http/connectionFaults';
import type { Cause } from '../../../../nodes/shared/http/judge';
import { outOfTime } from '../../../../nodes/shared/http/outOfTime';

const GATEWAY = 'the gateway at https://gateway.example';

const coded = (code: string, message = 'broken') => Object.assign(new Error(message), { code });
const named = (name: string, message: string, more: object = {}) =>
	Object.assign(new Error(message), { name, ...more });

const DROPPED = /proxy .* broke off: Proxy CONNECT/;
const UNTRUSTED = /does not trust the certificate/;

test.each<[string, unknown, Cause, RegExp]>([
	['ECONNREFUSED', coded('ECONNREFUSED'), 'unreachable', /accepts connections at the gateway/],
	['an unknown name', coded('ENOTFOUND'), 'unreachable', /No server is known/],
	['a DNS that is silent', coded('EAI_AGAIN'), 'unreachable', /DNS/],
	['a proxy', new Error('Proxy CONNECT aborted'), 'unreachable', DROPPED],
	[
		'a proxy, in 1.x',
		new Error('tunneling socket could not be established'),
		'unreachable',
		/proxy/,
	],
	['a certificate', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'unsent', UNTRUSTED],
	['an expired one', coded('CERT_HAS_EXPIRED', 'certificate has expired'), 'unsent', /has expired/],
	['a name not in it', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'unsent', /certificate/],
	[
		'no TLS',
		coded('EPROTO', 'write EPROTO wrong version number'),
		'unsent',
		/No secure connection/,
	],
	[
		'a handshake cut short',
		coded('ECONNRESET', 'socket disconnected before secure TLS connection was established'),
		'unsent',
		/No secure connection/,
	],
	[
		'TLS that broke later',
		coded('EPROTO', 'ssl bad record mac'),
		'broken',
		/broke before the whole/,
	],
	['a reset', coded('ECONNRESET'), 'broken', /broke before the whole answer.*ECONNRESET/s],
	['silence', coded('ETIMEDOUT'), 'broken', /The gateway at .* did not answer in time/],
	[
		"n8n's protection",
		named('SsrfBlockedIpError', 'The address is not allowed', { description: 'Ask your admin.' }),
		'unsent',
		/n8n did not send the request to the gateway at [^ ]+: The address is not allowed.*Ask your admin.*Nothing was sent/s,
	],
	[
		'a reason without a code',
		new Error('stream has been aborted'),
		'broken',
		/ended early: stream/,
	],
	['a wordless error', new Error(''), 'broken', /ended early: (no reason was given|outer)/],
])('%s is told by its own words and as %#', (_what, error, cause, words) => {
	const wrapped = new Error('outer', { cause: error });
	for (const one of [error, wrapped]) {
		const fault = connectionFault(one, GATEWAY, false);
		expect([fault.cause, `${fault.failure.message}\n${fault.failure.description}`]).toEqual([
			cause,
			expect.stringMatching(words),
		]);
		expect(`${fault.failure.message}${fault.failure.description}`).toContain('gateway');
	}
});

test('whatever happens once the answer has begun, the request has been taken', () => {
	for (const code of ['ECONNREFUSED', 'CERT_HAS_EXPIRED', 'EPROTO', 'ECONNRESET']) {
		expect(connectionFault(coded(code), GATEWAY, true).cause).toBe('broken');
	}
});

test('an error gives the advice to raise the time limit once', () => {
	const { description } = outOfTime(new TimeLimit(5000), 'result', 0, timeUp(GATEWAY).failure);
	expect(description.match(/Raise "Time Limit"/g)).toHaveLength(1);
});
