/** An image as the API or the user names it: to be fetched, or there already in the link itself. */
export type ImageLink =
	| { readonly kind: 'web'; readonly url: URL }
	| { readonly kind: 'data'; readonly base64: string };

const DATA_URI_HEAD = /^data:image\/[\w.+-]+;base64,/i;

/**
 * Parses a link to an image: http(s), or a data URI of an image in base64.
 *
 * @returns undefined for everything else: other schemes, relative links, links that carry a user name or password.
 */
export function parseImageLink(text: string): ImageLink | undefined {
	const head = DATA_URI_HEAD.exec(text);
	if (head) return { kind: 'data', base64: text.slice(head[0].length) };
	const url = parseWebUrl(text);
	return url && { kind: 'web', url };
}

/** Longer than any server takes; an error that names it stays readable. */
const LONGEST_URL = 8192;

/** @returns undefined for what is no absolute http(s) URL, or one that carries a user name or password. */
export function parseWebUrl(text: string): URL | undefined {
	if (text.length > LONGEST_URL || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const isPlain = url.username === '' && url.password === '';
	return isPlain && (url.protocol === 'http:' || url.protocol === 'https:') ? url : undefined;
}

const LONGEST_SHOWN = 200;

/** A link cut to what an error message can show; a data URI is megabytes long. */
export const shownLink = (text: string): string =>
	text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
