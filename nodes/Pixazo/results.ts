import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { objectIn } from '../shared/http/json';
import type { Item } from '../shared/items/item';
import type { Answer } from '../shared/jobs/answers';
import { type Expected, jobItem, resultItem } from '../shared/jobs/results';
import { ANY_MEDIA } from '../shared/media/anyMedia';

export const MEDIA_FIELD: INodeProperties = {
	displayName: 'Media Field',
	name: 'mediaField',
	type: 'string',
	default: '',
	placeholder: 'e.g. output.frames',
	description:
		"Where the answer has its links, if the node doesn't find them. Use dots for nested fields and numbers for places in lists.",
};

export const expectedOf = ({ parameters }: Item): Expected => ({
	accepted: ANY_MEDIA,
	isIn: ({ media, raw }) => media.length > 0 || brings(raw),
	missing: 'neither a file nor text',
	mediaField: parameters.optionalText(`options.${MEDIA_FIELD.name}`, MEDIA_FIELD.displayName),
});

/** Fields that describe the answer, its job, or the request, and are no result. */
const ABOUT = new Set([
	...['request_id', 'id', 'status', 'polling_url', 'model_id', 'success', 'message', 'error'],
	...['errors', 'detail', 'msg', 'code', 'progress'],
	...['created', 'created_at', 'updated_at', 'completed_at', 'media_type', 'input', 'usage'],
]);

/** Whether the JSON has anything beyond these fields. */
function brings(json: unknown): boolean {
	if (Array.isArray(json)) return json.some(brings);
	const fields = objectIn(json);
	if (fields === undefined) return json !== null && json !== undefined && json !== '';
	return Object.entries(fields).some(([name, value]) => !ABOUT.has(name) && brings(value));
}

/** The output item of a queued job, or of any other answer as it is. */
export async function modelItem(
	item: Item,
	answer: Answer,
	expected: Expected,
): Promise<INodeExecutionData> {
	const { job, raw } = answer;
	const isOpen =
		job?.state === 'waiting' && job.requestId !== undefined && job.status !== 'UNKNOWN';
	return isOpen || job?.pollingUrl !== undefined
		? await jobItem(item, answer, expected)
		: await resultItem(item, answer, expected, raw);
}
