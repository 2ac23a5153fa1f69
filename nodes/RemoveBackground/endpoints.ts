import { Failure } from '../shared/http/failure';
import type { Item } from '../shared/item';
import { parseWebUrl, shownLink } from '../shared/media/links';

export const SUBMIT_PATH = 'ideogram-remove-background/v1/ideogram-remove-background-request';
const STATUS_PATH = 'v2/requests/status/';

/**
 * The URL at which the state of the request in the parameter `request` is looked up: the polling URL as it is, or the one
 * of a request ID.
 *
 * @throws Failure if it is neither.
 */
export function statusUrl({ run, parameters }: Item): string {
	const request = parameters.text('request', 'Request').trim();
	const url = parseWebUrl(request);
	if (url) return url.href;
	if (/^[\w.-]+$/.test(request)) return run.gateway.url(STATUS_PATH + request);
	throw new Failure(
		`Request is ${JSON.stringify(shownLink(request))}, which is neither a request ID nor a polling URL`,
		'Take "request_id" or "polling_url" from the item that Submit Request put out, or from an error message.',
	);
}
