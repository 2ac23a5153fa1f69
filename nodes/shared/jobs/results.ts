import type { IBinaryData, IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Failure } from '../http/failure';
import { withoutUndefined } from '../http/json';
import type { Item } from '../items/item';
import { type Accepted, type ArrivingFile, download, images } from '../media/downloads';
import { chosenFileName, resultFileName } from '../media/fileNames';
import type { FileFormat } from '../media/formats';
import type { FileLink } from '../media/links';
import { type Answer, type Media, withoutDataUris } from './answers';

/** What an operation's answer must have. */
export interface Expected {
	readonly accepted: Accepted;
	/** Whether the answer has it. */
	isIn(answer: Answer): boolean;
	/** Whether a description is the result. Elsewhere, a job may describe what it is doing. */
	readonly isText?: true;
	/** Completes "The answer has ...": "no image". */
	readonly missing: string;
	/** Where else the answer has its links. */
	readonly mediaField?: string;
}

/** Far more than an image needs. A result is paid for, so only what can't be one is refused. */
const LONGEST_IMAGE_BYTES = 50 * 1024 * 1024;

export const AN_IMAGE: Expected = {
	accepted: images(LONGEST_IMAGE_BYTES, () => ({
		reason: 'is not an image',
		remedy:
			'It does not begin like any known image format. It may be a web page or an error message.',
	})),
	isIn: ({ media }) => media.length > 0,
	missing: 'no image',
};

export const A_DESCRIPTION: Expected = {
	...AN_IMAGE,
	isIn: ({ description }) => description !== undefined,
	isText: true,
	missing: 'no description',
};

/**
 * The output item: the answer as JSON, its files as binary data.
 *
 * @param simplified the JSON if **Simplify** is on.
 */
export async function resultItem(
	item: Item,
	answer: Answer,
	expected: Expected,
	simplified: IDataObject,
): Promise<INodeExecutionData> {
	const binary = await binaryOf(item, answer, expected);
	return {
		json: item.options.simplify ? simplified : answer.raw,
		...(Object.keys(binary).length > 0 && { binary }),
		pairedItem: { item: item.index },
	};
}

/** The output item of an answer with images. An image that the safety filter held back has no link. */
export async function imageItem(item: Item, answer: Answer): Promise<INodeExecutionData> {
	const { created, media } = answer;
	const simplified = withoutUndefined({ ...mediaFields(media), created });
	return await resultItem(item, answer, AN_IMAGE, simplified);
}

/** The output item of a job in any state, with its files if it has any. */
export async function jobItem(
	item: Item,
	answer: Answer,
	expected: Expected = AN_IMAGE,
): Promise<INodeExecutionData> {
	const { job, media, raw } = answer;
	const simplified = withoutUndefined({
		request_id: job?.requestId,
		polling_url: job?.pollingUrl,
		status: job?.status,
		error: job?.error,
		model_id: job?.modelId,
		...mediaFields(media),
		media_type: media[0]?.mediaType,
		created_at: job?.createdAt,
		updated_at: job?.updatedAt,
		completed_at: job?.completedAt,
	});
	// A result that isn't a file, such as the text of speech, can be anywhere in the answer.
	const isText = job?.state === 'done' && media.length === 0;
	return await resultItem(item, answer, expected, isText ? raw : simplified);
}

/** The fields of the first file, and a list of all files if there are several. */
function mediaFields(media: readonly Media[]): IDataObject {
	const all = media.map(({ fields }) => fields);
	return { ...all[0], ...(all.length > 1 && { images: all }) };
}

async function binaryOf(
	item: Item,
	answer: Answer,
	{ accepted }: Expected,
): Promise<IBinaryKeyData> {
	const { downloadImages, outputBinaryPropertyName } = item.options;
	const binary: IBinaryKeyData = {};
	for (const [position, media] of answer.media.entries()) {
		const { link, stored, isHeldBack } = media;
		if (isHeldBack) continue;
		const name = `${outputBinaryPropertyName}${position === 0 ? '' : `_${position}`}`;
		if (stored !== undefined) binary[name] = stored;
		else if (link === undefined) throw withoutLink(media);
		else if (downloadImages) binary[name] = await storeFile(item, answer, position, link, accepted);
	}
	return binary;
}

const withoutLink = ({ givenLink }: Media): Failure =>
	new Failure(
		'The answer has no usable link to its file',
		givenLink === undefined
			? 'Ask Pixazo, and give the time of the request.'
			: 'Only http(s) links and data URIs are followed.',
	);

async function storeFile(
	item: Item,
	answer: Answer,
	position: number,
	link: FileLink,
	accepted: Accepted,
): Promise<IBinaryData> {
	const wanted = { kind: 'result', link, accepted, title: 'The result' } as const;
	return await download(item, wanted, async ({ format, content }: ArrivingFile) => {
		const name = fileNameOf(item, answer, position, format);
		return await item.run.context.helpers.prepareBinaryData(content, name, format.mimeType);
	});
}

function fileNameOf(item: Item, answer: Answer, position: number, format: FileFormat): string {
	const { options, operation, index: itemIndex } = item;
	if (options.fileName !== undefined) return chosenFileName(options.fileName, format, position);
	const seed = answer.media[position]?.fields.seed;
	const requestId = answer.id ?? answer.job?.requestId;
	const parts = {
		operation: operation.menuEntry.value,
		itemIndex,
		requestId,
		seed: typeof seed === 'number' ? seed : undefined,
	};
	return resultFileName(parts, format, position);
}

/**
 * Stores files that are in the answer itself, while the request still has its slot. Kept as text until the end of the
 * execution, they would fill the memory.
 */
export async function withStoredFiles(
	item: Item,
	answer: Answer,
	{ accepted }: Expected,
): Promise<Answer> {
	const media: Media[] = [];
	for (const [position, one] of answer.media.entries()) {
		const { link } = one;
		if (link?.kind !== 'data') {
			media.push(one);
			continue;
		}
		const stored = await storeFile(item, answer, position, link, accepted);
		media.push({ ...one, link: undefined, stored, mediaType: one.mediaType ?? stored.mimeType });
	}
	return {
		...answer,
		media,
		raw: item.options.simplify ? withoutDataUris(answer.raw) : answer.raw,
	};
}
