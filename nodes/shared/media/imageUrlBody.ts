import { jsonBody, jsonBodyWithFile, type RequestBody } from '../http/body/requestBody';
import type { Item } from '../items/item';
import { IMAGE_URL, inputImage, inputSource } from './inputFields';
import { linkParameter } from './inputFiles';
import type { FileLink } from './links';

/**
 * A JSON body with the image of the input fields: a link stays as it is, a file becomes a data URI.
 *
 * @param build makes the JSON around the link.
 */
export async function imageUrlBody(
	item: Item,
	build: (imageUrl: string) => object,
): Promise<RequestBody> {
	const link = inputSource(item) === 'url' ? linkParameter(item, IMAGE_URL) : undefined;
	if (link?.kind === 'web') return jsonBody(build(plainLink(link)));
	return jsonBodyWithFile(build, await inputImage(item));
}

/** As it was given, because it may be signed, unless it has characters that only browsers accept in a link. */
const plainLink = ({ text, url }: Extract<FileLink, { kind: 'web' }>): string =>
	/^[!-[\]-~]+$/.test(text) ? text : url.href;
