import { Failure, sentences } from './failure';
import type { Kind } from './judge';
import { isRecord, objectIn, textIn } from './json';

const LONGEST_REASON = 500;

/** What was asked for, to put the status into words. */
export interface Asked {
	readonly kind: Kind;
	/** Whether the request had the key. One to another origin never has. */
	readonly withKey: boolean;
	/** The model's name for users. */
	readonly model?: string;
	/** Whether the Base URL is Pixazo's own, which has all endpoints that Pixazo still offers. */
	readonly isDefaultGateway: boolean;
}

/** What a status other than 2xx means, and what to do about it. */
export function statusFailure(status: number, json: unknown, asked: Asked): Failure {
	const reason = reasonIn(json);
	const [message, remedy] = meaningOf(status, reason, asked);
	const told = reason === '' ? '' : `The API says: ${reason}`;
	return new Failure(`${message} (HTTP ${status})`, sentences(remedy, told), String(status));
}

/** "Model 'x' not found or is disabled", but not "The safety checker cannot be disabled". */
const NO_MODEL = /\b(model|ideogram[\w-]*)\b.*\b(not found|(?<!\bbe )disabled)\b/is;

type Meaning = readonly [message: string, remedy: string];

function meaningOf(status: number, reason: string, asked: Asked): Meaning {
	const { kind, withKey, model, isDefaultGateway } = asked;
	const isMissing = status === 404 && kind === 'paid';
	const isRetired =
		status === 410 || (status === 400 && NO_MODEL.test(reason)) || (isMissing && isDefaultGateway);
	if (isRetired && kind === 'paid') return retired(model);
	if (isMissing) return missing(model);
	if (status === 404 && kind === 'check') return UNKNOWN_REQUEST;
	if ((status === 401 || status === 403) && !withKey) return KEY_NOT_SENT;
	if (status === 403 && /\b(balance|credits?|funds)\b/i.test(reason)) return OUT_OF_CREDITS;
	const family = Math.floor(status / 100) * 100;
	return STATUS_MEANINGS[status] ?? FAMILY_MEANINGS[family] ?? UNKNOWN_MEANING;
}

/**
 * The API's own reason. Pixazo answers `{error, message}` ("Error Responses"); each can be an object with a
 * `message`. Gateways in front of it answer `{statusCode, message}`, as Azure does. Models behind it list what is
 * wrong with the fields: `{detail: [{msg}]}`.
 */
export function reasonIn(json: unknown): string {
	const said = objectIn(json) === undefined ? [] : wordsIn(json, REASONS);
	return [...new Set(said)].join(': ').slice(0, LONGEST_REASON);
}

const REASONS = ['error', 'errors', 'message', 'msg', 'detail'];
const DEEPEST = 4;

/** The texts in a list, or in an object under these names. */
function wordsIn(value: unknown, names: readonly string[], depth = 0): string[] {
	const text = textIn(value);
	if (text !== undefined) return [text];
	if (!isRecord(value) || depth > DEEPEST) return [];
	const inside = Array.isArray(value) ? value : names.map((name) => value[name]);
	return inside.flatMap((one) => wordsIn(one, ['code', ...REASONS], depth + 1));
}

const MODELS_PAGE = 'https://www.pixazo.ai/models';

const retired = (model = 'this model'): Meaning => [
	`Pixazo does not offer ${model}`,
	`It may have been retired. In August 2026 Pixazo listed Ideogram V4 and Remove Background, and no longer Ideogram V2 and Turbo. See what it offers now at ${MODELS_PAGE}.`,
];

const missing = (model = 'this model'): Meaning => [
	`The gateway has no endpoint for ${model}`,
	`Check the Base URL in the credential: it is the address without the path of an endpoint. If it is right, Pixazo may have retired the model; it still offers Ideogram V4. See ${MODELS_PAGE}.`,
];

const UNKNOWN_MEANING: Meaning = [
	'The gateway answered with an unknown status',
	'Try again later.',
];

const OUT_OF_CREDITS: Meaning = [
	'The Pixazo account is out of credits',
	'Add credits at https://api-console.pixazo.ai/dashboard, then run this again.',
];

const FAMILY_MEANINGS: Readonly<Record<number, Meaning>> = {
	300: [
		'The gateway answered with a redirect, which was not followed',
		'The API key must not travel to another address. Enter the final address as Base URL in the credential.',
	],
	400: ['The gateway refused the request', 'Check the parameters of this item.'],
	500: ['The gateway could not handle the request', 'Try again later.'],
};

const STATUS_MEANINGS: Readonly<Record<number, Meaning>> = {
	400: ['The API refused the request', 'Check the parameters of this item.'],
	401: [
		'The API key was not accepted',
		'Check the API Key in the credential, and that its subscription is active.',
	],
	402: OUT_OF_CREDITS,
	403: [
		'The API key is not allowed to do this',
		"Check that the key's subscription includes this API.",
	],
	408: ['The gateway gave up waiting for the request', 'Try again later.'],
	413: ['The request was too large for the gateway', 'Send a smaller file.'],
	429: [
		'The gateway is limiting requests',
		'The limit lasted longer than the retries. Lower "Max Concurrency", raise "Retries", or wait.',
	],
};

const UNKNOWN_REQUEST: Meaning = [
	'The API knows no request with this ID',
	'Check the request ID, and that the credential belongs to the account that submitted it.',
];

const KEY_NOT_SENT: Meaning = [
	'The address asks for an API key, which was not sent to it',
	'The API key goes only to the origin of the Base URL in the credential, and this address is on another one. Use the request ID instead of the polling URL, or correct the Base URL.',
];

/** The failure of a 2xx answer that isn't JSON. @param text undefined if the answer was too long. */
export function notJson(text: string | undefined): Failure {
	return new Failure(
		`The gateway sent ${kindOf(text)} instead of JSON`,
		'Check the Base URL in the credential: something other than the API may be answering there.',
	);
}

function kindOf(text: string | undefined): string {
	if (text === undefined) return 'a very long answer';
	if (text.trim() === '') return 'nothing';
	return isWebPage(text) ? 'a web page (HTML)' : 'text';
}

/**
 * Whether a body is HTML, as from a check for bots. XML doesn't count: media hosts answer with it when a link has
 * expired.
 */
export const isWebPage = (text: string, type = ''): boolean =>
	/^text\/html\b/i.test(type) || /^\s*<(!doctype html|html|!--)/i.test(text);
