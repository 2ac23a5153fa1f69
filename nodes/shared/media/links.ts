/** A file as the API or the user names it: to be fetched, or there already in the link itself. */
export type FileLink =
	| { readonly kind: 'web'; readonly url: URL; readonly text: string }
	| { readonly kind: 'data'; readonly isBase64: boolean; readonly payload: string };

/** `data:[type][;parameter=value][;base64],payload` (RFC 2397). */
const DATA_URI_HEAD = /^data:([^,]{0,200}),/i;

/**
 * Parses a link to a file: http(s), or a data URI.
 *
 * @returns undefined for everything else: other schemes, relative links, links that carry a user name or password.
 */
export function parseFileLink(given: string): FileLink | undefined {
	const text = given.trim();
	const head = DATA_URI_HEAD.exec(text);
	if (head !== null) {
		const isBase64 = /;\s*base64\s*$/i.test(head[1] ?? '');
		return { kind: 'data', isBase64, payload: text.slice(head[0].length) };
	}
	const url = parseWebUrl(text);
	return url && { kind: 'web', url, text };
}

export const isDataUri = (text: string): boolean => DATA_URI_HEAD.test(text.trimStart());

/** Longer than any server takes. */
const LONGEST_URL = 8192;

/** @returns undefined for what is no absolute http(s) URL, or one that carries a user name or password. */
export function parseWebUrl(text: string): URL | undefined {
	if (text.length > LONGEST_URL || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const isPlain = url.username === '' && url.password === '';
	return isPlain && (url.protocol === 'http:' || url.protocol === 'https:') ? url : undefined;
}

/**
 * The bytes of a data URI.
 *
 * @returns undefined if they are more than `limitBytes`, or no base64.
 */
export function bytesOfDataUri(
	{ isBase64, payload }: Extract<FileLink, { kind: 'data' }>,
	limitBytes: number,
): Buffer | undefined {
	// Three characters for a byte where each is percent-encoded, and line breaks.
	if (payload.length > limitBytes * 4) return undefined;
	if (!isBase64) return bounded(Buffer.from(percentDecoded(payload), 'latin1'), limitBytes);
	const isClean = !/[%\s]/.test(payload);
	const base64 = isClean ? payload : percentDecoded(payload).replace(/\s+/g, '');
	if (!/^[\w+/-]*={0,2}$/.test(base64)) return undefined;
	return bounded(Buffer.from(base64, 'base64'), limitBytes);
}

const bounded = (bytes: Buffer, limitBytes: number): Buffer | undefined =>
	bytes.length > limitBytes ? undefined : bytes;

/** As latin1: each percent sign stands for one byte. */
const percentDecoded = (text: string): string =>
	text.replace(/%([\da-f]{2})/gi, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
