import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer, ResultImage } from './answers';
import { downloadImage } from './downloads';
import { Failure } from './failure';
import type { Item } from './item';
import type { ImageFormat } from './imageFormats';
import { type ImageLink, shownLink } from './links';

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
