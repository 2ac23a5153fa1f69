import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Job } from './answers';
import { Failure, sentences } from './http/failure';
import type { Item } from './item';
import { present } from './http/jsonShapes';

export type NodeFailure = NodeApiError | NodeOperationError;

/**
 * The error of one item in n8n's own classes, naming the item and the request that it belongs to.
 *
 * @param paidWork what else was paid for in the run, if the error ends it.
 */
export function nodeErrorOf(item: Item, error: unknown, paidWork = ''): NodeFailure {
	const { index: itemIndex, run } = item;
	const node = run.context.getNode();
	const { message, description: plain, httpCode } = failureOfItem(item, error, paidWork);
	const description = asHtml(plain);
	return httpCode === undefined
		? new NodeOperationError(node, message, { itemIndex, description })
		: new NodeApiError(node, { message }, { message, itemIndex, description, httpCode });
}

/** The editor shows a description as HTML: a line must be broken by a tag, and what is no tag must not look like one. */
const asHtml = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('\n', '<br>\n');

/** Why an item failed, in plain text that names the item and its request. */
export function failureOfItem(item: Item, error: unknown, paidWork = ''): Failure {
	const { index, run, job } = item;
	const failure = failureOf(error);
	const { withoutKey } = run.gateway;
	// An agent is told the message and nothing else, so the request is named there too.
	const request = job?.requestId === undefined ? '' : ` (request ID ${job.requestId})`;
	const message = withoutKey(`${failure.message}${request} [item ${index}]`);
	const description = withoutKey(
		`${sentences(failure.description)}${requestOf(job)}${paidWork}`.trim(),
	);
	return new Failure(message, description, failure.httpCode);
}

function requestOf(job: Job | undefined): string {
	if (job?.requestId === undefined) return '';
	const at = job.pollingUrl === undefined ? '' : `\nPolling URL: ${job.pollingUrl}`;
	return `\nRequest ID: ${job.requestId}${at}`;
}

function failureOf(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		return new Failure(error.message, error.description ?? '');
	}
	return new Failure(
		error instanceof Error ? error.message : 'An unknown error occurred',
		'This was not foreseen. Please report it, with the versions of this package and of n8n.',
	);
}

/** What an item says of its job beside the error, so that a workflow can go on with it. */
export const jobFieldsOf = ({ job }: Item): IDataObject =>
	present({
		request_id: job?.requestId,
		polling_url: job?.pollingUrl,
		status: job?.status,
	});

/**
 * Names what was paid for and is running or done, a line for each item, so that it can be fetched.
 *
 * @param failed the item whose error it goes into, which names the item's own request already.
 */
export function paidWorkOf(items: readonly Item[], failed: Item): string {
	const others = items.filter((item) => item !== failed || item.job?.requestId === undefined);
	const lines = others.map(paidLine).filter((line) => line !== undefined);
	if (lines.length === 0) return '';
	const how =
		'Paid for already, and to be collected with Wait for Result of Remove Background or by its link:';
	return `\n\n${how}\n${lines.join('\n')}`;
}

/** Undefined for an item of which nothing is to be fetched: nothing was taken, or it failed. */
function paidLine({ index, job, images }: Item): string | undefined {
	if (job?.status === 'FAILED' || job?.status === 'ERROR') return undefined;
	const links = images.flatMap(({ link }) => (link?.kind === 'web' ? [link.url.href] : []));
	const facts = [job?.requestId, job?.status, job?.pollingUrl, ...links];
	const said = facts.filter((fact) => fact !== undefined);
	return said.length === 0 ? undefined : `item ${index}: ${said.join(' ')}`;
}
