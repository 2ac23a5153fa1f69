import type { IBinaryData, IDataObject } from 'n8n-workflow';
import {
	booleanIn,
	idIn,
	listIn,
	numberIn,
	objectIn,
	textIn,
	withoutUndefined,
} from '../http/json';
import { reasonIn } from '../http/statusFailures';
import { type FileLink, isDataUri, parseFileLink } from '../media/links';

/** The state of a job, whatever the page of its model calls the status. */
export type JobState = 'waiting' | 'done' | 'failed' | 'refunded';

/** A job. The answer to a submit has the first three fields, a status check has all. */
export interface Job {
	readonly requestId: string | undefined;
	/** As in the answer. UNKNOWN if there is none. */
	readonly status: string;
	readonly state: JobState;
	readonly pollingUrl: string | undefined;
	/** Why it failed, in the API's words. */
	readonly error: string | undefined;
	readonly modelId: string | undefined;
	readonly createdAt: string | undefined;
	readonly updatedAt: string | undefined;
	readonly completedAt: string | undefined;
}

/** An image or another file in an answer. */
export interface Media {
	/** Undefined for an image that the safety filter held back, and for an unusable link. */
	readonly link: FileLink | undefined;
	/** The link as in the answer. Undefined for a data URI, which is the file itself. */
	readonly givenLink: string | undefined;
	readonly isHeldBack: boolean;
	readonly mediaType: string | undefined;
	/** What the answer says about the image, under the names that items have. */
	readonly fields: IDataObject;
	/** The stored file, if the answer itself had it. */
	readonly stored?: IBinaryData;
}

/** An answer of any endpoint. */
export interface Answer {
	/** The answer as it is. */
	readonly raw: IDataObject;
	readonly job: Job | undefined;
	/** Any ID in the answer, even if it has no job. */
	readonly id: string | undefined;
	/** Why something failed, in the API's words. Empty if the answer doesn't say. */
	readonly reason: string;
	readonly created: string | number | undefined;
	readonly description: string | undefined;
	readonly media: readonly Media[];
}

/**
 * Parses an answer. Only this module knows the shapes of answers, and only what it reads gets into simplified items.
 *
 * @param mediaField where else the answer has its links, as a path with dots.
 */
export function parseAnswer(json: unknown, mediaField?: string): Answer {
	const raw = fieldsOf(json);
	const wrapped = WRAPPERS.map((name) => objectIn(raw[name]));
	const layers = [raw, ...wrapped].filter((fields) => fields !== undefined);
	const job = jobIn(layers.find((fields) => idIn(fields.request_id) ?? fields.polling_url) ?? raw);
	return {
		raw,
		job,
		id: job?.requestId ?? layers.flatMap(idsIn)[0],
		reason: reasonIn(raw),
		created: textIn(raw.created) ?? numberIn(raw.created),
		description: layers.flatMap(({ description }) => textIn(description) ?? [])[0],
		media: withoutRepeats(
			mediaField === undefined ? mediaIn(raw, TOP_FIELDS) : mediaIn(at(raw, mediaField), FIELDS),
		),
	};
}

/** An answer that is a list has one answer in it, or several results. */
function fieldsOf(json: unknown): IDataObject {
	const list = listIn(json);
	const fields = objectIn(list.length === 1 ? list[0] : json);
	return fields ?? (list.length === 0 ? {} : { data: [...list] });
}

/** Gateways may put an answer into one of these. */
const WRAPPERS = ['data', 'result', 'output', 'response'];

/** Other names under which models give the ID of a request. */
const ID_NAME = /^((request|task|job|prediction|generation)_?)?id$/i;

const idsIn = (fields: IDataObject): string[] =>
	Object.entries(fields).flatMap(([name, value]) =>
		ID_NAME.test(name) ? (idIn(value) ?? []) : [],
	);

function jobIn(raw: IDataObject): Job | undefined {
	const status = textIn(raw.status);
	const pollingUrl = textIn(raw.polling_url);
	const requestId = idIn(raw.request_id);
	if (status === undefined && pollingUrl === undefined && requestId === undefined) return undefined;
	return {
		requestId,
		status: status ?? 'UNKNOWN',
		state: STATES.get((status ?? '').trim().toUpperCase()) ?? 'waiting',
		pollingUrl,
		error: reasonIn({ error: raw.error }) || undefined,
		modelId: textIn(raw.model_id),
		createdAt: textIn(raw.created_at),
		updatedAt: textIn(raw.updated_at),
		completedAt: textIn(raw.completed_at),
	};
}

/**
 * The final statuses. Remove Background's page ("Status Values") has COMPLETED, FAILED, and ERROR, which isn't
 * charged. The others are from older pages of Pixazo, or users met them.
 */
const STATES: ReadonlyMap<string, JobState> = new Map([
	['COMPLETED', 'done'],
	['COMPLETE', 'done'],
	['SUCCEEDED', 'done'],
	['SUCCESS', 'done'],
	['FAILED', 'failed'],
	['CANCELLED', 'failed'],
	['CANCELED', 'failed'],
	['ERROR', 'refunded'],
]);

/** Where Pixazo's pages have links to results. `input` repeats what was sent, so it isn't here. */
const TOP_FIELDS = [
	'output',
	'data',
	'images',
	'image_urls',
	'imageUrl',
	'image',
	'video',
	'video_url',
	'audio',
	'audio_url',
	'url',
	'result_url',
	'result',
	'model_glb',
	'model_urls',
] as const;

/** Within those fields. `image_url` and `edited_image` are names for `url` in edit's answer. */
const FIELDS = [
	'media_url',
	'image_url',
	'edited_image',
	'glb',
	'b64_json',
	...TOP_FIELDS,
] as const;

const DEEPEST = 5;

/** Finds links in a list, in a text, or in an object under these names. */
function mediaIn(
	value: unknown,
	names: readonly string[],
	around: IDataObject = {},
	depth = 0,
): Media[] {
	if (depth > DEEPEST) return [];
	if (Array.isArray(value)) {
		return value.flatMap((one: unknown) => mediaIn(one, FIELDS, around, depth + 1));
	}
	if (typeof value === 'string') return mediaOf(value, around);
	const fields = objectIn(value);
	if (fields === undefined) return [];
	const inside = depth === 0 ? {} : { ...typesOf(around), ...fields };
	const found = names.flatMap((name) => mediaIn(fields[name], FIELDS, inside, depth + 1));
	const isHeldBack = found.length === 0 && fields.is_image_safe === false;
	return isHeldBack ? [{ ...described(fields), link: undefined, isHeldBack }] : found;
}

/** How long a job took by its own times, in milliseconds. NaN if it has none. */
export const tookMs = ({ createdAt, completedAt }: Job): number =>
	timeMs(completedAt) - timeMs(createdAt);

/** A time without a zone is UTC: samples on Pixazo's pages have both forms in one answer. */
function timeMs(text = ''): number {
	const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text);
	return Date.parse(hasZone ? text : `${text.replace(' ', 'T')}Z`);
}

/** A list's type stands beside the list. */
const typesOf = ({ media_type, content_type }: IDataObject): IDataObject =>
	withoutUndefined({ media_type, content_type });

function mediaOf(text: string, around: IDataObject): Media[] {
	const link = parseFileLink(text);
	// `output` and `data` can have any text, also one with a link in it. Only a text that looks like a link counts.
	const isLink = link !== undefined || /^(\w+:)?\/\S*$|^\S*:\/\/\S*$/.test(text.trim());
	return isLink ? [{ ...described(around, text), link, isHeldBack: false }] : [];
}

function described(
	fields: IDataObject,
	url?: string,
): Pick<Media, 'fields' | 'mediaType' | 'givenLink'> {
	// A data URI is the image itself: it becomes binary data, and would fill the item with megabytes of text.
	const givenLink = url === undefined || isDataUri(url) ? undefined : url;
	return {
		givenLink,
		mediaType: textIn(fields.media_type) ?? textIn(fields.content_type),
		fields: withoutUndefined({
			url: givenLink,
			prompt: textIn(fields.prompt),
			resolution: textIn(fields.resolution),
			seed: numberIn(fields.seed) ?? textIn(fields.seed),
			style_type: textIn(fields.style_type),
			is_image_safe: booleanIn(fields.is_image_safe),
			model: textIn(fields.model) ?? textIn(fields.model_used),
		}),
	};
}

/** An answer may have the same image under two names. */
function withoutRepeats(media: readonly Media[]): Media[] {
	const seen = new Set<string>();
	return media.filter(({ link, givenLink }) => {
		const key = link?.kind === 'data' ? link.payload : givenLink;
		if (key === undefined) return true;
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew;
	});
}

const at = (value: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>(
			(inner, name) =>
				Array.isArray(inner) ? (inner[Number(name)] as unknown) : objectIn(inner)?.[name],
			value,
		);

/** The JSON without data URIs. They are binary data by then. */
export function withoutDataUris<T>(value: T): T;
export function withoutDataUris(value: unknown): unknown {
	if (typeof value === 'string') return isDataUri(value) ? undefined : value;
	if (Array.isArray(value)) return value.map(withoutDataUris).filter((one) => one !== undefined);
	const fields = objectIn(value);
	if (fields === undefined) return value;
	return withoutUndefined(
		Object.fromEntries(
			Object.entries(fields).map(([name, field]) => [name, withoutDataUris(field)]),
		),
	);
}
