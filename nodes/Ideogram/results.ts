import type { INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../shared/answers';
import { Failure } from '../shared/http/failure';
import type { Item } from '../shared/item';
import { present } from '../shared/http/jsonShapes';
import { imageFields, resultItem } from '../shared/results';

/** The item of an operation that makes images. An image held back by the safety filter is one without a link. */
export async function pictureItem(item: Item, answer: Answer): Promise<INodeExecutionData> {
	if (answer.images.length === 0) {
		throw new Failure(
			'The answer has no image',
			'JSON of another shape than the one documented arrived. The request may have been charged.',
		);
	}
	const { created, images } = answer;
	return await resultItem(item, answer, present({ ...imageFields(images), created }));
}
