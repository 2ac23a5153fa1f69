import type { IDataObject } from 'n8n-workflow';
import { Failure } from './http/failure';
import { booleanIn, listIn, numberIn, objectIn, present, textIn } from './http/jsonShapes';
import { type ImageLink, parseImageLink } from './media/links';

/** Where a queued request stands: on the submit answer its first three fields, on a look-up all of them. */
export interface Job {
	readonly requestId: string | undefined;
	readonly status: string;
	readonly pollingUrl: string | undefined;
	/** Why it failed, in the API's words. */
	readonly error: string | undefined;
	readonly modelId: string | undefined;
	readonly createdAt: string | undefined;
	readonly updatedAt: string | undefined;
	readonly completedAt: string | undefined;
}

export interface ResultImage {
	/** Undefined for an image that the safety filter held back, and for a link that is none. */
	readonly link: ImageLink | undefined;
	/** What the API gave as the link. */
	readonly givenLink: string | undefined;
	readonly isHeldBack: boolean;
	readonly mediaType: string | undefined;
	/** What the API says of the image, under the names that items have. */
	readonly fields: IDataObject;
}

/** Any answer of the API, whichever endpoint it came from. */
export interface Answer {
	/** The answer as it came. */
	readonly raw: IDataObject;
	readonly job: Job | undefined;
	readonly created: string | undefined;
	readonly description: string | undefined;
	readonly images: readonly ResultImage[];
}

/**
 * Parses an answer, the only place that knows the API's shapes. What is not read here does not get into an item.
 *
 * @throws Failure if it is no object.
 */
export function parseAnswer(json: unknown): Answer {
	const raw = objectIn(json);
	if (raw === undefined) {
		throw new Failure(
			'The gateway sent JSON of an unknown shape',
			'An object was expected. Check the Base URL in the credential. A paid request may have been charged.',
		);
	}
	const output = objectIn(raw.output);
	const description = textIn(objectIn(raw.data)?.description) ?? textIn(raw.description);
	return {
		raw,
		job: jobIn(raw),
		created: textIn(raw.created),
		description,
		images: [
			...listIn(raw.data).map(resultImage),
			...listIn(raw.images).map(resultImage),
			...listIn(output?.media_url).map((url) =>
				resultImage({ url, media_type: output?.media_type }),
			),
		],
	};
}

function jobIn(raw: IDataObject): Job | undefined {
	const status = textIn(raw.status);
	const pollingUrl = textIn(raw.polling_url);
	if (status === undefined && pollingUrl === undefined) return undefined;
	return {
		requestId: textIn(raw.request_id),
		status: status ?? 'QUEUED',
		pollingUrl,
		error: textIn(raw.error) ?? textIn(objectIn(raw.error)?.message),
		modelId: textIn(raw.model_id),
		createdAt: textIn(raw.created_at),
		updatedAt: textIn(raw.updated_at),
		completedAt: textIn(raw.completed_at),
	};
}

/**
 * One image of `data[]` (Ideogram; `edited_image` and `model_used` are V2 edit's names for `url` and `model`), of
 * `images[]` (the older result of Remove Background) or of `output.media_url[]`.
 */
function resultImage(json: unknown): ResultImage {
	const image = objectIn(json) ?? {};
	const url = textIn(image.url) ?? textIn(image.image_url) ?? textIn(image.edited_image);
	const isSafe = booleanIn(image.is_image_safe);
	const link = url === undefined ? undefined : parseImageLink(url);
	return {
		link,
		givenLink: url,
		isHeldBack: url === undefined && isSafe === false,
		mediaType: textIn(image.media_type) ?? textIn(image.content_type),
		fields: present({
			// A data URI is the image itself: it becomes binary data, and would fill the item with megabytes of text.
			url: link?.kind === 'web' ? url : undefined,
			prompt: textIn(image.prompt),
			resolution: textIn(image.resolution),
			seed: numberIn(image.seed),
			style_type: textIn(image.style_type),
			is_image_safe: isSafe,
			model: textIn(image.model) ?? textIn(image.model_used),
		}),
	};
}
