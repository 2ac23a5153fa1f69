import {
	type Expectation,
	fails,
	RECOVERS,
	refused,
	timesOut,
	unclear,
	unclearAtDeadline,
} from './expectations';
import type { Stage } from './stages';
import { always, inSmallPieces, once, type Scene, type Strike, TOO_LONG_BYTES } from './strikes';

/** A fault that any request can meet, and what is to come of it at each stage where it can. */
export interface RequestFault {
	readonly title: string;
	readonly strike: Strike | ((scene: Scene) => Strike);
	readonly expected: Readonly<Partial<Record<Stage, Expectation>>>;
	/** So much data that the operations are better tried one by one. */
	readonly isHeavy?: boolean;
}

const PASSES: RequestFault['expected'] = {
	submit: RECOVERS,
	lookUp: RECOVERS,
	download: RECOVERS,
	inputLink: RECOVERS,
};

/** Free requests get over it; the paid one is not sent again. */
const passesUnlessPaid = (submit: Expectation): RequestFault['expected'] => ({ ...PASSES, submit });

const refusal = (status: number, paid: string, lookedUp: string): RequestFault => ({
	title: `${status}`,
	strike: once({ status }),
	expected: {
		submit: refused(`HTTP ${status}`, paid),
		lookUp: fails(`HTTP ${status}`, lookedUp),
		download: fails(`The result could not be fetched (HTTP ${status})`, 'expire within a day'),
		inputLink: refused(`HTTP ${status}`, 'The image at Image URL could not be fetched'),
	},
});

const LIMITED = ['HTTP 429', 'Max Concurrency', 'Retries'];
const STILL_LIMITED: RequestFault['expected'] = {
	submit: refused(...LIMITED),
	lookUp: fails(...LIMITED),
	download: fails('HTTP 429', 'The result could not be fetched'),
	inputLink: refused('HTTP 429', 'The image at Image URL could not be fetched'),
};

export const STATUSES: readonly RequestFault[] = [
	{
		title: '429 with `Retry-After`, once',
		strike: once({ status: 429, headers: { 'retry-after': '0' } }),
		expected: PASSES,
	},
	{ title: '429 without `Retry-After`, once', strike: once({ status: 429 }), expected: PASSES },
	{ title: '429, always', strike: always({ status: 429 }), expected: STILL_LIMITED },
	{
		title: '429 with a `Retry-After` beyond the time limit',
		strike: once({ status: 429, headers: { 'retry-after': '3600' } }),
		expected: STILL_LIMITED,
	},
	{
		title: '503 with `Retry-After`, once',
		strike: once({ status: 503, headers: { 'retry-after': '0' } }),
		expected: PASSES,
	},
	...[408, 500, 502, 503, 504].map((status) => ({
		title: `${status}, once`,
		strike: once({ status }),
		expected: passesUnlessPaid(unclear(0, `HTTP ${status}`)),
	})),
	{
		title: '500 after the request was taken',
		strike: once({ status: 500, accepted: true }),
		expected: { submit: unclear(1, 'HTTP 500', 'The gateway failed') },
	},
	{
		title: '500, always',
		strike: always({ status: 500 }),
		expected: {
			submit: unclear(0, 'HTTP 500'),
			lookUp: fails('HTTP 500', 'Try again later'),
			download: fails('The result could not be fetched (HTTP 500)'),
			inputLink: refused('The image at Image URL could not be fetched (HTTP 500)'),
		},
	},
	refusal(400, 'Check the parameters', 'Check the parameters'),
	refusal(401, 'Check the API Key', 'Check the API Key'),
	refusal(402, 'out of credits', 'out of credits'),
	refusal(403, 'not allowed', 'not allowed'),
	refusal(404, 'Check the Base URL', 'Check the request ID'),
	refusal(410, 'refused the request', 'refused the request'),
	refusal(413, 'Send a smaller image', 'too large'),
	{
		title: 'redirect to another origin',
		strike: ({ elsewhereUrl }) => once({ redirect: `${elsewhereUrl}/picture.png` }),
		expected: {
			submit: refused('redirect', 'must not travel', 'Base URL'),
			lookUp: fails('redirect', 'must not travel', 'Base URL'),
			download: RECOVERS,
			inputLink: RECOVERS,
		},
	},
	{
		title: 'redirect in a circle',
		strike: ({ elsewhereUrl }) => always({ redirect: `${elsewhereUrl}/circle`, status: 307 }),
		expected: {
			submit: refused('redirect'),
			lookUp: fails('redirect'),
			download: fails('network', 'ERR_FR_TOO_MANY_REDIRECTS'),
			inputLink: refused('network', 'ERR_FR_TOO_MANY_REDIRECTS'),
		},
	},
	{
		title: 'redirect into the file system',
		strike: always({ redirect: 'file:///etc/passwd' }),
		expected: {
			submit: refused('redirect'),
			lookUp: fails('redirect'),
			download: fails('try again'),
			inputLink: refused('try again'),
		},
	},
];

export const CONNECTIONS: readonly RequestFault[] = [
	{
		title: 'no answer',
		strike: always({ hang: true, accepted: true }),
		expected: {
			submit: unclearAtDeadline,
			lookUp: timesOut('time'),
			download: timesOut('time'),
			inputLink: { ...timesOut('time'), charges: 0 },
		},
	},
	{
		title: 'reset before an answer, once',
		strike: once({ reset: 'before' }),
		expected: passesUnlessPaid(unclear(0, 'The connection broke', 'ECONNRESET')),
	},
	{
		title: 'reset after the request was taken',
		strike: once({ reset: 'before', accepted: true }),
		expected: { submit: unclear(1, 'The connection broke', 'ECONNRESET') },
	},
	{
		title: 'reset before an answer, always',
		strike: always({ reset: 'before' }),
		expected: {
			submit: unclear(0, 'The connection broke'),
			lookUp: fails('The connection broke', 'try again'),
			download: fails('The connection broke', 'try again'),
			inputLink: refused('The connection broke', 'try again'),
		},
	},
	{
		title: 'reset in the middle of the answer, once',
		strike: once({ reset: 'middle' }),
		expected: passesUnlessPaid(unclear(1, 'The connection broke')),
	},
	{
		title: 'late, but in time',
		strike: once({ delayMs: 300 }),
		expected: PASSES,
	},
	{
		title: 'slow drip, in time',
		strike: ({ stage }) => once({ drip: inSmallPieces(stage) }),
		expected: PASSES,
	},
	{
		title: 'slow drip that does not end in time',
		strike: always({ drip: { bytes: 1, everyMs: 100 } }),
		expected: {
			submit: unclearAtDeadline,
			lookUp: timesOut('time'),
			download: timesOut('time'),
			inputLink: { ...timesOut('time'), charges: 0 },
		},
	},
];

const NOT_JSON = 'instead of JSON';
const notJson = (kind: string): RequestFault['expected'] => ({
	submit: unclear(1, kind, NOT_JSON, 'Base URL'),
	lookUp: fails(kind, NOT_JSON, 'Base URL'),
});
const NO_IMAGE: RequestFault['expected'] = {
	download: fails('The result is not an image'),
	inputLink: refused('The image at Image URL is not an image'),
};

export const BODIES: readonly RequestFault[] = [
	{
		title: 'cut short, with a length that fits',
		strike: once({ truncate: 40 }),
		// Nothing tells a cut picture from a whole one but decoding it, which the API does with its input.
		expected: {
			...notJson('text'),
			download: RECOVERS,
			inputLink: refused('HTTP 400', 'damaged'),
		},
	},
	{
		title: 'empty',
		strike: once({ truncate: 0 }),
		expected: { ...notJson('nothing'), ...NO_IMAGE },
	},
	{
		title: 'shorter than declared',
		strike: once({ contentLength: 5_000_000 }),
		expected: passesUnlessPaid(unclear(1, 'The connection broke')),
	},
	{
		title: 'longer than declared',
		strike: once({ contentLength: 40 }),
		expected: {
			...notJson('text'),
			download: RECOVERS,
			inputLink: refused('HTTP 400', 'damaged'),
		},
	},
	{ title: 'of no declared length', strike: once({ contentLength: null }), expected: PASSES },
	{
		title: 'followed by a thousand zeros',
		strike: once({ overlong: 1000 }),
		expected: { ...notJson('text'), download: RECOVERS, inputLink: RECOVERS },
	},
	{
		title: 'longer than is read',
		strike: ({ stage }) => once({ overlong: TOO_LONG_BYTES[stage] }),
		expected: {
			...notJson('more than an answer can be long'),
			download: fails('The result is larger than 50 MB'),
			inputLink: refused('The image at Image URL is larger than 10 MB'),
		},
		isHeavy: true,
	},
	{
		title: 'said to be compressed, and is not',
		strike: once({ headers: { 'content-encoding': 'gzip' } }),
		expected: passesUnlessPaid(unclear(1, 'The connection broke')),
	},
	{
		title: 'under a false content type',
		strike: once({ headers: { 'content-type': 'text/html' } }),
		expected: PASSES,
	},
	{
		title: 'a web page',
		strike: once({
			body: '<!DOCTYPE html><title>Sign in</title>',
			contentType: 'image/png',
		}),
		expected: { ...notJson('a web page (HTML)'), ...NO_IMAGE },
	},
	...[
		{ title: 'JSON null', json: null },
		{ title: 'a JSON list', json: [{ url: 'https://nowhere.invalid/a.png' }] },
	].map(({ title, json }) => ({
		title,
		strike: once({ json }),
		expected: {
			submit: unclear(1, 'unknown shape', 'Base URL'),
			lookUp: fails('unknown shape', 'Base URL'),
			...NO_IMAGE,
		},
	})),
	{
		title: 'an empty JSON object',
		strike: once({ json: {} }),
		expected: {
			submit: unclear(1, 'shape'),
			lookUp: fails('shape'),
			...NO_IMAGE,
		},
	},
	{
		title: 'from a clock a day ahead',
		strike: once({ clockSkewMs: 86_400_000 }),
		expected: { submit: RECOVERS, lookUp: RECOVERS },
	},
	{
		title: 'from a clock a day behind',
		strike: once({ clockSkewMs: -86_400_000 }),
		expected: { submit: RECOVERS, lookUp: RECOVERS },
	},
];
