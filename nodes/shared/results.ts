import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer, ResultImage } from './answers';
import { downloadImage } from './media/downloads';
import { Failure } from './http/failure';
import type { Item } from './item';
import { present } from './http/jsonShapes';
import type { ImageFormat } from './media/imageFormats';
import { type ImageLink, shownLink } from './media/links';

/** A result is fetched once it is paid for, so this is only against what cannot be one. */
const LONGEST_RESULT_BYTES = 50 * 1024 * 1024;

/**
 * The item that comes out: the answer as JSON, its images as binary data.
 *
 * @param simplified the fields of `json` when the response is to be simplified.
 */
export async function resultItem(
	item: Item,
	answer: Answer,
	simplified: IDataObject,
): Promise<INodeExecutionData> {
	const { index, options } = item;
	const binary = await binaryOf(item, answer.images);
	return {
		json: options.simplify ? simplified : answer.raw,
		...(Object.keys(binary).length > 0 && { binary }),
		pairedItem: { item: index },
	};
}

/** The item of a request whatever its state, with its image once there is one. */
export async function jobItem(item: Item, answer: Answer): Promise<INodeExecutionData> {
	const { job, images } = answer;
	if (images.length === 0 && (job === undefined || job.status === 'COMPLETED')) {
		throw new Failure(
			job === undefined
				? 'The answer says nothing of a request and has no image'
				: 'The request is completed, but the answer has no link to its image',
			'JSON of another shape than the one documented arrived. The request may have been charged; if it has an ID, try Get Status later.',
		);
	}
	const simplified = present({
		request_id: job?.requestId,
		polling_url: job?.pollingUrl,
		status: job?.status,
		error: job?.error,
		model_id: job?.modelId,
		...imageFields(images),
		media_type: images[0]?.mediaType,
		created_at: job?.createdAt,
		updated_at: job?.updatedAt,
		completed_at: job?.completedAt,
	});
	return await resultItem(item, answer, simplified);
}

/** The first image's fields as they are, and the list of all if there are several. */
export function imageFields(images: readonly ResultImage[]): IDataObject {
	const all = images.map(({ fields }) => fields);
	return { ...all[0], ...(all.length > 1 && { images: all }) };
}

async function binaryOf(item: Item, images: readonly ResultImage[]): Promise<IBinaryKeyData> {
	const { downloadImages, outputBinaryPropertyName } = item.options;
	const binary: IBinaryKeyData = {};
	for (const [position, image] of images.entries()) {
		if (image.isHeldBack) continue;
		const { link } = image;
		if (link === undefined) throw withoutLink(image);
		// An image inside the answer has nothing to download, and no link that could be used later.
		if (link.kind === 'web' && !downloadImages) continue;
		const name = position === 0 ? '' : `_${position}`;
		binary[`${outputBinaryPropertyName}${name}`] = await storeImage(item, link);
	}
	return binary;
}

const withoutLink = ({ givenLink }: ResultImage): Failure =>
	new Failure(
		'The answer has no usable link to its image',
		givenLink === undefined
			? 'The image may have been charged. Ask Pixazo, with the time of the request.'
			: `Only http(s) links and data URIs of images are followed. It is: ${shownLink(givenLink)}`,
	);

async function storeImage(item: Item, link: ImageLink) {
	const { run } = item;
	const download = { link, limitBytes: LONGEST_RESULT_BYTES, title: 'The result' };
	return await item.inSlot(
		async () =>
			await downloadImage(item, download, async ({ format, content }) => {
				const fileName = resultFileName(link, format);
				return await run.context.helpers.prepareBinaryData(content, fileName, format.mimeType);
			}),
	);
}

const LONGEST_FILE_NAME = 100;

/** The name that the link gives it, with the ending of what it really is. */
function resultFileName(link: ImageLink, { extension }: ImageFormat): string {
	const path = link.kind === 'web' ? link.url.pathname : '';
	const lastSegment = path.slice(path.lastIndexOf('/') + 1);
	const stem = lastSegment.replace(/\.\w{1,5}$/, '').replace(/[^\w-]+/g, '_');
	return `${stem.slice(0, LONGEST_FILE_NAME) || 'image'}.${extension}`;
}
