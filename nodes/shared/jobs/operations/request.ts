import type { INodeProperties } from 'n8n-workflow';
import { Failure, shown } from '../../http/failure';
import type { Item } from '../../items/item';
import { parseWebUrl } from '../../media/links';
import { statusUrlOf } from '../statusUrl';

export const REQUEST: INodeProperties = {
	displayName: 'Request',
	name: 'request',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.request_id }}',
	description: 'The request ID or the polling URL of a request that was submitted before',
};

/**
 * The URL for status checks of the request in the parameter `request`.
 *
 * @throws Failure if it is neither a polling URL nor a request ID.
 */
export function statusUrl({ run, parameters }: Item): string {
	const request = parameters.text('request', 'Request');
	const url = parseWebUrl(request)?.href ?? statusUrlOf(run.gateway, { requestId: request });
	if (url !== undefined) return url;
	throw new Failure(
		`"Request" is ${JSON.stringify(shown(request))}, which is neither a request ID nor a polling URL`,
		'Take "request_id" or "polling_url" from the output of Submit Request, or from an error message.',
	);
}
