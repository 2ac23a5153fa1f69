import { inputImage } from '../http/inputImage';
import { invalid } from '../http/refusal';
import type { Size } from '../images/drawing';
import { chanceOf } from '../chance';
import { drawPhoto, PHOTO_SIZE, PINK, YELLOW } from '../images/photo';
import { isLoopback } from '../callbacks';

/** An image that a request gave as a link or as a data URI. */
export interface Source {
	load(): Promise<Buffer>;
	readonly size: Size;
	/** size of the image, if it is kept in memory */
	readonly heldBytes: number;
}

const FETCH_LIMIT_MS = 10_000;

/**
 * Gets the image out of a data URI, or from a server on this machine. The sandbox calls no other host: for other
 * links there is a photo, the same one for the same link.
 *
 * @param name of the field with the link
 * @throws Refusal when the link cannot be read, or leads to something else than an image of at most 10 MB
 */
export async function findSource(name: string, link: string): Promise<Source> {
	const url = URL.canParse(link) ? new URL(link) : undefined;
	if (!url) throw invalid(name, `The link in ${name} is malformed.`);
	if (url.protocol === 'data:') {
		const [head, type] = /^data:([\w/+.-]+);base64,/.exec(link.slice(0, 100)) ?? [];
		if (!head) throw invalid(name, 'A data URI must be base64 and name its type.');
		return await sourceOf(Buffer.from(link.slice(head.length), 'base64'), type);
	}
	if (isLoopback(url)) return await sourceOf(await fetchLink(url));
	const colors = chanceOf('photo', link).pick([YELLOW, PINK]);
	return { load: () => drawPhoto(colors), size: PHOTO_SIZE, heldBytes: 0 };

	async function sourceOf(bytes: Buffer, declaredType?: string): Promise<Source> {
		const size = await inputImage(name, bytes, declaredType);
		return { load: () => Promise.resolve(bytes), size, heldBytes: bytes.length };
	}

	async function fetchLink(from: URL): Promise<Buffer> {
		const signal = AbortSignal.timeout(FETCH_LIMIT_MS);
		const answer = await fetch(from, { redirect: 'error', signal }).catch(() => undefined);
		const bytes = answer?.ok ? await answer.arrayBuffer().catch(() => undefined) : undefined;
		if (!bytes) throw invalid(name, `The link in ${name} cannot be reached.`);
		return Buffer.from(bytes);
	}
}
