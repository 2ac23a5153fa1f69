import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { Failure, sentences, shown } from '../http/failure';
import { isRecord, textIn, withoutUndefined } from '../http/json';
import { MAY_BE_CHARGED, type PaidRequest } from '../http/ledger';
import type { Item } from './item';

export type NodeFailure = NodeApiError | NodeOperationError;

/** An item that failed. One that hasn't started has no ledger. */
type Named = Pick<Item, 'index'> & { readonly context: IExecuteFunctions };

const isItem = (item: Item | Named): item is Item => 'ledger' in item;

/** The error of one item in n8n's own classes, with the item and its request. */
export function nodeErrorOf(item: Item | Named, error: unknown, more = ''): NodeFailure {
	const { message, description: plain, httpCode } = failureOfItem(item, error);
	const node = (isItem(item) ? item.run.context : item.context).getNode();
	const description = asHtml(withoutKey(item, `${plain}${more}`));
	const { index: itemIndex } = item;
	return httpCode === undefined
		? new NodeOperationError(node, message, { itemIndex, description })
		: new NodeApiError(node, { message }, { message, itemIndex, description, httpCode });
}

/**
 * The error that ends the execution: that of the first item that failed, with a line for each paid request of the
 * others.
 */
export function runErrorOf(
	first: { item: Item; error: unknown },
	failed: ReadonlyArray<{ item: Item; error: unknown }>,
	items: readonly Item[],
): NodeFailure {
	const others = items.filter((item) => item !== first.item);
	const lines = others.flatMap((item) => {
		const error = failed.find((one) => one.item === item)?.error;
		return item.ledger.requests.flatMap((request) => lineOf(item, request, error));
	});
	const how = `Other items of this execution. ${COLLECT}`;
	const more = lines.length === 0 ? '' : `\n\n${how}\n${lines.join('\n')}`;
	const runError = nodeErrorOf(first.item, first.error, more);
	// n8n passes an error's context on to the error workflow, which can collect what was paid for.
	runError.context.requests = items.flatMap(namedRequestsOf);
	return runError;
}

/** The paid requests of an item as data, for the error that ends the execution. */
const namedRequestsOf = (item: Item): IDataObject[] =>
	item.ledger.requests
		.filter(({ charge }) => charge === 'accepted' || charge === 'failed')
		.filter(({ requestId, links }) => requestId !== undefined || links.length > 0)
		.map((request) => ({ item: item.index, ...fieldsOf(item, request) }));

const COLLECT =
	'Collect what is already paid for with "Wait for Result" of the Pixazo node by its request ID, or by its link:';

/** Empty for a request that wasn't charged. */
function lineOf({ index }: Item, request: PaidRequest, error: unknown): string[] {
	const { charge, requestId, status, pollingUrl, links, text } = request;
	if (charge === 'refused' || charge === 'refunded') return [];
	if (charge === 'doubtful') {
		const why = error === undefined ? '' : ` (${failureOf(error).message})`;
		return [`Item ${index}: its request ${MAY_BE_CHARGED}${why}`];
	}
	const facts = [requestId, status, pollingUrl, ...links, text].filter(
		(fact) => fact !== undefined && fact !== '',
	);
	return [`Item ${index}: ${facts.length === 0 ? 'charged' : facts.join(' ')}`];
}

/** The editor shows a description as HTML: lines need a tag between them, and other text must not look like a tag. */
const asHtml = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('\n', '<br>\n');

/**
 * The output of an item that failed. n8n sends an item to the error output only if its JSON has `error` and `message`
 * and nothing else, so the text names the request there. (An `error` beside `json` would replace the JSON.)
 */
export function errorItem(item: Item | Named, error: unknown): INodeExecutionData {
	const { message, description } = failureOfItem(item, error);
	const { onError } = (isItem(item) ? item.run.context : item.context).getNode();
	return {
		json:
			onError === 'continueErrorOutput'
				? { error: message, message: description }
				: { error: `${message}. ${description}`.trim(), ...paidFieldsOf(item) },
		pairedItem: { item: item.index },
	};
}

/** Why an item failed, as plain text with the item and everything it paid for. */
function failureOfItem(item: Item | Named, error: unknown): Failure {
	const { message: what, description: remedy, httpCode } = failureOf(error);
	const request = namedRequest(item);
	// AI agents of version 3 get only the message, so it names the request too.
	const id = request?.requestId === undefined ? '' : ` (request ID ${request.requestId})`;
	const message = withoutKey(item, `${what}${id} [Item ${item.index}]`);
	const lines = (isItem(item) ? item.ledger.requests : []).flatMap((one) =>
		linesOf(one, one === request),
	);
	const description = withoutKey(item, [sentences(remedy), ...lines].join('\n').trim());
	return new Failure(message, description, httpCode);
}

/** The request that an item's error is about: the last one, unless it wasn't charged. */
function namedRequest(item: Item | Named): PaidRequest | undefined {
	if (!isItem(item)) return undefined;
	const { current } = item.ledger;
	return current?.charge === 'refused' ? undefined : current;
}

function linesOf(request: PaidRequest, isNamed: boolean): string[] {
	const { charge, requestId, pollingUrl, links, text } = request;
	if (charge === 'refused' || (charge === 'refunded' && !isNamed)) return [];
	if (charge === 'doubtful') {
		return [`The request ${MAY_BE_CHARGED}, so it was not sent again.`];
	}
	const said = [
		requestId && `Request ID: ${requestId}`,
		pollingUrl && `Polling URL: ${pollingUrl}`,
		...links.map((link) => `Link: ${link}`),
		text && `Text: ${text}`,
	]
		.filter((line) => line !== undefined)
		.filter((line) => line !== '');
	const isNameless = said.length === 0 && charge !== 'refunded';
	return isNameless ? ['The request has been charged.'] : said;
}

/** The fields of an item that failed, so that the workflow can collect what was paid for. */
function paidFieldsOf(item: Item | Named): IDataObject {
	const request = namedRequest(item);
	return request === undefined ? {} : fieldsOf(item, request);
}

function fieldsOf(item: Item | Named, request: PaidRequest): IDataObject {
	const { requestId, pollingUrl, status, links } = request;
	const clean = (text: string | undefined) => text && withoutKey(item, text);
	const urls = links.map((url) => ({ url: withoutKey(item, url) }));
	return withoutUndefined({
		request_id: clean(requestId),
		polling_url: clean(pollingUrl),
		status: clean(status),
		url: urls[0]?.url,
		images: urls.length > 1 ? urls : undefined,
	});
}

const withoutKey = (item: Item | Named, text: string): string =>
	isItem(item) ? item.run.gateway.withoutKey(text) : text;

/** n8n's own errors have useful messages: about expressions, stored files, and protections. */
function failureOf(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (!isRecord(error)) return UNKNOWN;
	const message = textIn(error.message);
	const description = textIn(error.description);
	if (message === undefined) return UNKNOWN;
	return new Failure(
		shortened(message),
		description ??
			'This is what n8n reports. Check the parameters of this item, and the log of n8n.',
	);
}

const LONGEST_MESSAGE = 500;
const shortened = (message: string): string =>
	message.length > LONGEST_MESSAGE ? shown(message) : message;

const UNKNOWN = new Failure(
	'n8n stopped this item for an unknown reason',
	'Please report it, with the versions of this package and of n8n.',
);
