import {
	bytesOfDataUri,
	isDataUri,
	parseFileLink,
	parseWebUrl,
} from '../../../../nodes/shared/media/links';

test.each([
	'https://ideogram.ai/api/images/direct/8YEpFzHuS',
	'http://127.0.0.1:4011/a.png?exp=1&sig=%2F',
	' HTTPS://IMAGES.example/A.PNG\n',
])('%j is a link to a file', (text) => {
	expect(parseFileLink(text)).toEqual({ kind: 'web', url: new URL(text), text: text.trim() });
	expect(isDataUri(text)).toBe(false);
});

test.each([
	'',
	'image.png',
	'/image.png',
	'//images.example/a.png',
	'file:///etc/passwd',
	'ftp://images.example/a.png',
	'javascript:alert(1)',
	'blob:https://images.example/1',
	'https://name@images.example/a.png',
	'https://name:secret@images.example/a.png',
	'https://',
	'[RESPONSE_URL]',
	`https://images.example/${'a'.repeat(9000)}`,
])('%j is no link to a file', (text) => {
	expect(parseFileLink(text)).toBeUndefined();
	expect(parseWebUrl(text)).toBeUndefined();
});

/** The bytes of a data URI, as latin1. */
function bytesOf(text: string, limitBytes = 1000): string | undefined {
	const link = parseFileLink(text);
	if (link?.kind !== 'data') throw new TypeError(text);
	expect(isDataUri(text)).toBe(true);
	return bytesOfDataUri(link, limitBytes)?.toString('latin1');
}

test.each([
	['plain', 'data:image/png;base64,iVBORw0KGgo=', '\x89PNG\r\n\x1a\n'],
	['in capitals', 'DATA:IMAGE/PNG;BASE64,iVBORw0KGgo=', '\x89PNG\r\n\x1a\n'],
	['with parameters', 'data:image/png;name=a.png;charset=utf-8;base64,aGk=', 'hi'],
	['with a comma in quotes', 'data:image/png;name="a,b";base64,aGk=', 'hi'],
	['with parameters after base64', 'data:image/png;base64;name=a.png,aGk=', 'hi'],
	['without its head', ` /9j/4AAQ${'A'.repeat(24)} `, `\xff\xd8\xff\xe0\0\x10${'\0'.repeat(18)}`],
	['of no type', 'data:;base64,aGk=', 'hi'],
	['with blanks around and inside', ' data:image/png; base64 ,aG k=\n', 'hi'],
	['without padding', 'data:image/png;base64,aGk', 'hi'],
	['in the alphabet of URLs', 'data:image/png;base64,-_8', '\xfb\xff'],
	['percent-encoded base64', 'data:image/png;base64,%2B%2F8%3D', '\xfb\xff'],
	['no base64', 'data:image/svg+xml,%3Csvg%3E a%FF\u00e9', '<svg> a\xff\xc3\xa9'],
	['an odd percent sign', 'data:text/plain,100%', '100%'],
])('a data URI %s has its bytes', (_what, text, bytes) => {
	expect(bytesOf(text)).toBe(bytes);
});

test('a data URI that is no base64, or longer than allowed, has none', () => {
	expect(bytesOf('data:image/png;base64,a*b')).toBeUndefined();
	expect(bytesOf('data:image/png;base64,aGk=', 2)).toBe('hi');
	expect(bytesOf('data:image/png;base64,aGk=', 1)).toBeUndefined();
	expect(bytesOf(`data:text/plain,${'a'.repeat(5000)}`)).toBeUndefined();
});

test('a file of 70 MB in base64 is told apart from a link, with or without a head', () => {
	const text = `iVBORw0KGgo${'A'.repeat(70_000_000)}`;
	for (const file of [text, `data:image/png;base64,${text}`]) {
		expect(parseFileLink(file)?.kind).toBe('data');
		expect(isDataUri(file)).toBe(true);
	}
});
