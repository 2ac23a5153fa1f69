import { gatewayBase, usableKey } from '../../../../nodes/shared/http/baseUrl';

test.each([
	['https://gateway.pixazo.ai', 'https://gateway.pixazo.ai/'],
	['https://gateway.pixazo.ai//', 'https://gateway.pixazo.ai/'],
	[' \thttps://gateway.pixazo.ai\n', 'https://gateway.pixazo.ai/'],
	['HTTPS://Gateway.Pixazo.AI/v2', 'https://gateway.pixazo.ai/'],
	['https://gateway.pixazo.ai/ideogram-remove-background/v1', 'https://gateway.pixazo.ai/'],
	['https://gateway.pixazo.ai?a=/b', 'https://gateway.pixazo.ai/'],
	['http://gateway.pixazo.ai:8080/v1', 'http://gateway.pixazo.ai:8080/'],
	['https://gateway.pixazo.ai.example/v1', 'https://gateway.pixazo.ai.example/v1/'],
	['https://company.example/gateway.pixazo.ai/', 'https://company.example/gateway.pixazo.ai/'],
	['https://company.example/a b//c/', 'https://company.example/a%20b//c/'],
	['https://company.example/pixazo/?tenant=1/2#x', 'https://company.example/pixazo/'],
	['http://127.0.0.1:4010', 'http://127.0.0.1:4010/'],
	['http://[::1]:4010/p', 'http://[::1]:4010/p/'],
])('the Base URL %j leads to %s', (value, base) => {
	expect(gatewayBase(value)?.href).toBe(base);
});

test.each([
	'',
	'gateway.pixazo.ai',
	'//gateway.pixazo.ai',
	'https:gateway.pixazo.ai',
	'https://',
	'ftp://gateway.pixazo.ai',
	'javascript:alert(1)',
	'https://user@gateway.pixazo.ai',
	'https://user:secret@gateway.pixazo.ai/v1',
	'https://company.example\\@gateway.pixazo.ai',
	'https://gate way.pixazo.ai',
	'https://gateway.pixazo.ai:port',
	undefined,
	7,
])('the Base URL %j is not usable', (value) => {
	expect(gatewayBase(value)).toBeUndefined();
});

test.each([
	['k3y', 'k3y'],
	[' k3y\r\n', 'k3y'],
	['k3y with a blank', 'k3y with a blank'],
])('the key %j is sent as %j', (value, key) => {
	expect(usableKey(value)).toBe(key);
});

test.each(['', ' \n', 'two\nlines', 'a dash – of print', 'nul\0', '\u200bk3y', undefined, 7])(
	'the key %j is not usable',
	(value) => {
		expect(usableKey(value)).toBeUndefined();
	},
);
