import type { INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../shared/answers';
import { Failure } from '../shared/failure';
import type { Item } from '../shared/item';
import { present } from '../shared/jsonShapes';
import { imageFields, resultItem } from '../shared/results';

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
