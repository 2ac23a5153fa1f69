import { parseImageLink, parseWebUrl, shownLink } from '../../../../nodes/shared/media/links';

test.each([
	'https://ideogram.ai/api/images/direct/8YEpFzHuS',
	'http://127.0.0.1:4011/a.png?exp=1&sig=%2F',
	'HTTPS://PICTURES.example/A.PNG',
])('%s is a link to an image', (text) => {
	expect(parseImageLink(text)).toEqual({ kind: 'web', url: new URL(text) });
});

test.each([
	['data:image/png;base64,iVBORw0KGgo=', 'iVBORw0KGgo='],
	['data:image/svg+xml;base64,PHN2Zz4=', 'PHN2Zz4='],
	['DATA:IMAGE/WEBP;BASE64,UklGRg==', 'UklGRg=='],
])('%s is an image itself', (text, base64) => {
	expect(parseImageLink(text)).toEqual({ kind: 'data', base64 });
});

test.each([
	'',
	'picture.png',
	'/picture.png',
	'//pictures.example/a.png',
	'file:///etc/passwd',
	'ftp://pictures.example/a.png',
	'javascript:alert(1)',
	'blob:https://pictures.example/1',
	'data:text/html;base64,PGI+',
	'data:image/png,raw',
	'https://name@pictures.example/a.png',
	'https://name:secret@pictures.example/a.png',
	'https://',
	'[RESPONSE_URL]',
])('%p is no link to an image', (text) => {
	expect(parseImageLink(text)).toBeUndefined();
	expect(parseWebUrl(text)).toBeUndefined();
});

test('a data URI is no web address', () => {
	expect(parseWebUrl('data:image/png;base64,iVBORw0KGgo=')).toBeUndefined();
});

test('a link is shown whole unless it is very long', () => {
	expect(shownLink('https://pictures.example/a.png')).toBe('https://pictures.example/a.png');
	expect(shownLink(`data:image/png;base64,${'A'.repeat(1_000_000)}`).length).toBeLessThan(300);
});
