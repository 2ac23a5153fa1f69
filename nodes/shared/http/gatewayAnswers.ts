import { Failure, sentences } from './failure';
import { objectIn } from './jsonShapes';
import { type Cost, mayBeCharged, type Outcome } from './retry';

const LONGEST_REASON = 500;

/**
 * JSON, or undefined for what is none. A gateway that repeats what it was sent must not carry the key into items and errors,
 * so it is cut out of every text and name; after parsing, as JSON can write a text in many ways.
 */
export function jsonIn(text: string, withoutKey: (text: string) => string): unknown {
	try {
		return JSON.parse(text, (name, value: unknown) => {
			// As a key of its own it would become the prototype of whatever the answer is copied into.
			if (name === '__proto__') return undefined;
			if (typeof value === 'string') return withoutKey(value);
			const fields = objectIn(value);
			if (fields === undefined || Object.keys(fields).every((key) => withoutKey(key) === key))
				return value;
			return Object.fromEntries(
				Object.entries(fields).map(([key, field]) => [withoutKey(key), field]),
			);
		});
	} catch {
		return undefined;
	}
}

/** What a successful answer was that should have been JSON. */
export function notJson(text: string | undefined): Failure {
	return new Failure(
		`The gateway sent ${kindOf(text)} instead of JSON`,
		'Check the Base URL in the credential: something other than the API may be answering there.',
	);
}

function kindOf(text: string | undefined): string {
	if (text === undefined) return 'more than an answer can be long';
	if (text.trim() === '') return 'nothing';
	return /^\s*</.test(text) ? 'a web page (HTML)' : 'text';
}

type Meaning = readonly [message: string, remedy: string];
export type StatusMeanings = Readonly<Partial<Record<number, Meaning>>>;

/** What a status that is no success means, and what to do about it. */
export function statusFailure(status: number, json: unknown, meanings: StatusMeanings): Failure {
	const family = Math.floor(status / 100) * 100;
	const [message, remedy] = meanings[status] ?? FAMILY_MEANINGS[family] ?? UNKNOWN_MEANING;
	const reason = reasonIn(json);
	const told = reason === '' ? '' : `The API says: ${reason}`;
	return new Failure(`${message} (HTTP ${status})`, sentences(remedy, told), String(status));
}

/** The API says `{error, message}` (its page, "Error Responses"); Azure-style gateways in front say `{statusCode, message}`. */
function reasonIn(json: unknown): string {
	if (typeof json !== 'object' || json === null) return '';
	const said = ['error', 'message'].map(
		(key) => Object.entries(json).find(([k]) => k === key)?.[1],
	);
	const words = said.filter((word) => typeof word === 'string').join(': ');
	return words.slice(0, LONGEST_REASON);
}

/** @param withKey whether the request carried the key; one to another origin never does. */
export function statusMeanings(cost: Cost, withKey: boolean): StatusMeanings {
	return {
		...STATUS_MEANINGS,
		...(cost === 'free' && { 404: UNKNOWN_REQUEST }),
		...(!withKey && { 401: KEY_NOT_SENT, 403: KEY_NOT_SENT }),
	};
}

const UNKNOWN_MEANING: Meaning = [
	'The gateway answered with an unknown status',
	'Try again later.',
];

const FAMILY_MEANINGS: StatusMeanings = {
	300: [
		'The gateway answered with a redirect, which was not followed',
		'The API key must not travel to another address. Put the final address into Base URL in the credential.',
	],
	400: ['The gateway refused the request', 'Check the parameters of this item.'],
	500: ['The gateway failed', 'Try again later.'],
};

const STATUS_MEANINGS: StatusMeanings = {
	400: ['The API refused the request', 'Check the parameters of this item.'],
	401: [
		'The API key was not accepted',
		'Check the API Key in the credential, and that its subscription is active.',
	],
	402: ['The Pixazo account is out of credits', 'Add credits to the account, then run this again.'],
	403: [
		'The API key is not allowed to do this',
		"Check that the key's subscription includes this API.",
	],
	404: [
		'The gateway knows no such endpoint',
		'Check the Base URL in the credential; it is the address without the path of an endpoint.',
	],
	413: ['The request was too large for the gateway', 'Send a smaller image.'],
	429: [
		'The gateway is limiting requests',
		'It went on doing so until the retries or the time were used up. Lower "Max Concurrency", raise "Retries", or wait.',
	],
};

const UNKNOWN_REQUEST: Meaning = [
	'The API knows no request with this ID',
	'Check the request ID, and that the credential is of the account which submitted it.',
];

const KEY_NOT_SENT: Meaning = [
	'The address asks for a key, and the key was not sent to it',
	'The API key goes only to the origin of the Base URL in the credential, and this address is on another one. Use the request ID instead of the polling URL, or correct the Base URL.',
];

/** A paid request that may have been taken is not sent again; the error says so. */
export function warningOfCharge<T>(outcome: Outcome<T>): Outcome<T> {
	if ('value' in outcome || !mayBeCharged(outcome.fault)) return outcome;
	const { message, description, httpCode } = outcome.fault.failure;
	const warning = 'The request may have been charged, so it was not sent again.';
	const warned = sentences(description, warning);
	return { fault: { ...outcome.fault, failure: new Failure(message, warned, httpCode) } };
}
