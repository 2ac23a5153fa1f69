import { inputImage, inputSource } from '../shared/media/inputFields';
import { linkParameter } from '../shared/media/inputImages';
import type { Item } from '../shared/item';
import { base64, jsonBody, type RequestBody, requestBody } from '../shared/http/requestBody';

/**
 * The body of a request to remove a background. A link goes to the API as it is. A file goes as a data URI, put together
 * while it is sent: in base64 it would be a third larger than the file and as long as a text can be in memory.
 */
export async function sourceBody(item: Item): Promise<RequestBody> {
	const syncMode = item.parameters.optionalBoolean('options.syncMode', 'Sync Mode');
	const more = syncMode === undefined ? {} : { sync_mode: syncMode };
	const link =
		inputSource(item) === 'url' ? linkParameter(item, 'imageUrl', 'Image URL') : undefined;
	if (link?.kind === 'web') return jsonBody({ image_url: link.url.href, ...more });
	const image = await inputImage(item);
	const rest = JSON.stringify(more).slice(1);
	return requestBody('application/json', [
		`{"image_url":"data:${image.mimeType};base64,`,
		base64(image),
		`"${rest === '}' ? rest : `,${rest}`}`,
	]);
}
