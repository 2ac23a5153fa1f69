import { decoded } from '../media/fileNames';
import { parseWebUrl } from '../media/links';
import type { Job } from './answers';

/** The status endpoint for jobs of all models, below the Base URL. */
const STATUS_PATH = 'v2/requests/status/';

interface Gateway {
	/** @returns the URL of a path below the Base URL. */
	url(path: string): string;
}

/**
 * The URL for status checks: the polling URL (a relative one is relative to the Base URL), else from the request ID.
 *
 * @returns undefined if the job has neither.
 */
export function statusUrlOf(gateway: Gateway, job: Partial<Job> = {}): string | undefined {
	const { pollingUrl = '', requestId } = job;
	const absolute = parseWebUrl(pollingUrl);
	if (absolute) return absolute.href;
	const isRelative = pollingUrl !== '' && !/^([a-z][\w+.-]*:|[/\\]{2})/i.test(pollingUrl);
	if (isRelative) return gateway.url(pollingUrl);
	return requestId !== undefined && isRequestId(requestId)
		? gateway.url(STATUS_PATH + encodeURIComponent(requestId))
		: undefined;
}

const isRequestId = (text: string): boolean =>
	!/[\s/\\?#\p{Cs}]/u.test(text) && !/^\.*$/.test(text);

/** The request ID at the end of a polling URL. */
export const requestIdIn = (pollingUrl: string): string =>
	decoded(/[^/]*(?=\/*$)/.exec(new URL(pollingUrl).pathname)?.[0] ?? '');
