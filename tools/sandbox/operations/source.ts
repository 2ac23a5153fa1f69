import { paintPortrait } from '../pictures/portrait';
import { invalid } from '../refusal';
import { checkedImage } from '../uploads';
import { sizeOf } from './sizes';

/** An image whose background is to be removed. */
export interface Source {
	load(): Promise<Buffer>;
	/** size of the image, if it is kept in memory */
	readonly heldBytes: number;
}

const MAX_BYTES = 10 * 1024 * 1024;
const FETCH_LIMIT_MS = 10_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Gets the image that `image_url` names: out of a data URI, or from a server on this machine. The sandbox calls no
 * other host; for those there is a stand-in, the same one for the same link.
 *
 * @throws Refusal when the link cannot be read, or leads to something else than a JPEG, PNG or WebP of at most 10 MB
 */
export async function findSource(imageUrl: string): Promise<Source> {
	if (imageUrl.startsWith('data:')) return checkedSource(...readDataUri(imageUrl));
	const url = URL.canParse(imageUrl) ? new URL(imageUrl) : undefined;
	if (!url) throw invalid('image_url', 'The link in image_url is malformed.');
	if (url.protocol === 'http:' && LOOPBACK.has(url.hostname)) {
		return checkedSource(await fetchLink(url));
	}
	return { load: () => paintPortrait(imageUrl), heldBytes: 0 };
}

async function checkedSource(image: Buffer, declaredType?: string): Promise<Source> {
	const type = checkedImage('image_url', image, MAX_BYTES);
	if (declaredType && declaredType !== type) {
		throw invalid('image_url', `image_url says ${declaredType}, but its content is ${type}.`);
	}
	await sizeOf('image_url', image);
	return { load: () => Promise.resolve(image), heldBytes: image.length };
}

function readDataUri(uri: string): [image: Buffer, declaredType: string] {
	const [head, declaredType] = /^data:([\w/+.-]+);base64,/.exec(uri.slice(0, 100)) ?? [];
	if (!head || !declaredType) {
		throw invalid('image_url', 'A data URI must be base64 and name its type.');
	}
	return [Buffer.from(uri.slice(head.length), 'base64'), declaredType];
}

async function fetchLink(url: URL): Promise<Buffer> {
	const response = await fetch(url, {
		redirect: 'error',
		signal: AbortSignal.timeout(FETCH_LIMIT_MS),
	}).catch(() => undefined);
	const bytes = response?.ok ? await response.arrayBuffer().catch(() => undefined) : undefined;
	if (!bytes) throw invalid('image_url', 'The link in image_url cannot be reached.');
	return Buffer.from(bytes);
}
