/** A link to a file, or a data URI, which has the file in it. */
export type FileLink =
	| { readonly kind: 'web'; readonly url: URL; readonly text: string }
	| { readonly kind: 'data'; readonly isBase64: boolean; readonly payload: string };

/** `data:[type][;parameter=value][;base64],payload` (RFC 2397). A quoted value may have a comma. */
const DATA_URI_HEAD = /^data:((?:[^,"]|"[^"]{0,200}"){0,200}),/i;

/**
 * How a JPEG, PNG, WebP, or GIF in base64 begins, as some hosts give it without the head of a data URI. Only the
 * beginning is looked at: a text of 70 MB would exhaust the stack.
 */
const BARE_BASE64 = /^(\/9j\/|iVBORw0KGgo|UklGR|R0lGOD)[\w+/\s=-]{20,}$/;
const isBareBase64 = (text: string): boolean => BARE_BASE64.test(text.trimStart().slice(0, 200));

/**
 * Parses a link to a file: http(s), or a data URI.
 *
 * @returns undefined for everything else: other schemes, relative links, and links with a user name or password.
 */
export function parseFileLink(given: string): FileLink | undefined {
	const text = given.trim();
	const head = DATA_URI_HEAD.exec(text);
	if (head !== null) {
		const isBase64 = /;\s*base64\s*(?:;|$)/i.test(head[1] ?? '');
		return { kind: 'data', isBase64, payload: text.slice(head[0].length) };
	}
	if (isBareBase64(text)) return { kind: 'data', isBase64: true, payload: text };
	const url = parseWebUrl(text);
	return url && { kind: 'web', url, text };
}

/** Whether a text is a file itself. */
export const isDataUri = (text: string): boolean =>
	DATA_URI_HEAD.test(text.trimStart()) || isBareBase64(text);

/** Longer than servers accept. */
const LONGEST_URL = 8192;

/** @returns undefined if the text isn't an absolute http(s) URL, or has a user name or password. */
export function parseWebUrl(text: string): URL | undefined {
	if (text.length > LONGEST_URL || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const isPlain = url.username === '' && url.password === '';
	return isPlain && (url.protocol === 'http:' || url.protocol === 'https:') ? url : undefined;
}

/** The bytes of a data URI. @returns undefined if they are more than `limitBytes`, or aren't base64. */
export function bytesOfDataUri(
	{ isBase64, payload }: Extract<FileLink, { kind: 'data' }>,
	limitBytes: number,
): Buffer | undefined {
	// Percent-encoding needs three characters for each byte. Line breaks are possible too.
	if (payload.length > limitBytes * 4) return undefined;
	// Characters that should have been percent-encoded are sent as UTF-8.
	const plain = () => percentDecoded(Buffer.from(payload).toString('latin1'));
	if (!isBase64) return bounded(Buffer.from(plain(), 'latin1'), limitBytes);
	const isClean = !/[%\s]/.test(payload);
	const base64 = isClean ? payload : percentDecoded(payload).replace(/\s+/g, '');
	if (!/^[\w+/-]*={0,2}$/.test(base64)) return undefined;
	return bounded(Buffer.from(base64, 'base64'), limitBytes);
}

const bounded = (bytes: Buffer, limitBytes: number): Buffer | undefined =>
	bytes.length > limitBytes ? undefined : bytes;

/** Decodes to latin1, because each percent sign stands for one byte. */
const percentDecoded = (text: string): string =>
	text.replace(/%([\da-f]{2})/gi, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
