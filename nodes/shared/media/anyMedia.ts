import { isWebPage } from '../http/statusFailures';
import type { Accepted, Refusal } from './downloads';
import { type FileFormat, formatOf, formatOfEnding, formatOfType, type MediaKind } from './formats';

const LONGEST_IMAGE_BYTES = 50 * 1024 * 1024;
const LONGEST_MEDIA_BYTES = 500 * 1024 * 1024;
/** n8n keeps a file in memory two or three times, also as base64. */
const LONGEST_BYTES_IN_MEMORY = 100 * 1024 * 1024;

/**
 * Accepts the files of any model. The format is recognized by the content, else by the type that the host declares,
 * else by the ending of the link. Web pages and JSON are refused.
 */
export const ANY_MEDIA: Accepted = {
	judge(head, declaredType, url) {
		const format = formatOf(head);
		if (format !== undefined) return format;
		const type = declaredType.split(';')[0]?.trim().toLowerCase() ?? '';
		const text = head.toString();
		if (head.length === 0) return refusal('is empty');
		if (isWebPage(text, type)) return refusal('is a web page');
		if (/^\s*[{[]/.test(text) || type === 'application/json') return refusal('is JSON');
		return declaredFormat(type, endingOf(url));
	},
	limitBytes: ({ kind }) => (kind === 'image' ? LONGEST_IMAGE_BYTES : LONGEST_MEDIA_BYTES),
	memoryLimitBytes: LONGEST_BYTES_IN_MEMORY,
};

const refusal = (reason: string): Refusal => ({
	reason,
	remedy: 'It may be an error message of the host. Open its link to see it.',
});

/** @param type the declared type, without parameters. */
function declaredFormat(type: string, ending: string | undefined): FileFormat | Refusal {
	const saysNothing = !/^[\w.+-]+\/[\w.+-]+$/.test(type) || type.endsWith('/octet-stream');
	const known = saysNothing ? formatOfEnding(ending ?? '') : formatOfType(type);
	// All image formats are recognized by their content.
	if (type.startsWith('image/') || known?.kind === 'image') return refusal('is not an image');
	if (known !== undefined) return known;
	const mimeType = saysNothing ? 'application/octet-stream' : type;
	const extension = ending ?? 'bin';
	return { title: extension, mimeType, extension, kind: kindOf(mimeType) };
}

const KINDS: readonly MediaKind[] = ['video', 'audio', 'model'];

const kindOf = (mimeType: string): MediaKind =>
	KINDS.find((kind) => mimeType.startsWith(`${kind}/`)) ?? 'document';

const endingOf = (url: URL | undefined): string | undefined =>
	/\.([a-z][a-z\d]{1,4})$/i.exec(url?.pathname ?? '')?.[1]?.toLowerCase();
