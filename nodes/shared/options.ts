import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from './parameters';

/** How an item is waited for, retried and put out, as its `options` say. */
export interface ItemOptions {
	readonly downloadImages: boolean;
	readonly outputBinaryPropertyName: string;
	readonly pollIntervalMs: number;
	readonly timeoutMs: number;
	readonly retries: number;
	readonly simplify: boolean;
}

const LONGEST_WAIT_S = 24 * 60 * 60;

const DOWNLOAD_IMAGES = {
	displayName: 'Download Images',
	name: 'downloadImages',
	type: 'boolean',
	default: true,
	description:
		'Whether to put the image itself into the output item. Links to results expire within a day.',
} satisfies INodeProperties;

const OUTPUT_FIELD = {
	displayName: 'Output Data Field Name',
	name: 'outputBinaryPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output field to put the binary file data in',
	description: 'A second image goes into this name followed by _1, and so on',
} satisfies INodeProperties;

const POLL_INTERVAL = {
	displayName: 'Poll Interval',
	name: 'pollInterval',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 1 },
	default: 2.5,
	description:
		'The least number of seconds between two look-ups of one queued request. Pixazo asks for 2 to 3, and each look-up counts toward its usage limits.',
} satisfies INodeProperties;

const TIME_LIMIT = {
	displayName: 'Time Limit',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'How many seconds one item may take, its waiting, retries and downloads included',
} satisfies INodeProperties;

const MAX_CONCURRENCY = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 5,
	description:
		'How many requests may be in flight at the same time. A queued request that is waited for is not in flight, so all of a run wait together. With 1, one item after another.',
} satisfies INodeProperties;

const RETRIES = {
	displayName: 'Retries',
	name: 'retries',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 3,
	description:
		'How many times to try again after a passing fault. A request that may have been charged is never sent again.',
} satisfies INodeProperties;

const SIMPLIFY = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
} satisfies INodeProperties;

/** @throws Failure that names the option. One that the operation does not offer has its default. */
export function readItemOptions(parameters: Parameters): ItemOptions {
	const number = (option: typeof POLL_INTERVAL | typeof TIME_LIMIT, max: number) =>
		parameters.optionalNumber(`options.${option.name}`, option.displayName, 0, max) ??
		option.default;
	const boolean = (option: typeof DOWNLOAD_IMAGES | typeof SIMPLIFY) =>
		parameters.optionalBoolean(`options.${option.name}`, option.displayName) ?? option.default;
	return {
		downloadImages: boolean(DOWNLOAD_IMAGES),
		outputBinaryPropertyName:
			parameters.optionalText(`options.${OUTPUT_FIELD.name}`, OUTPUT_FIELD.displayName) ??
			OUTPUT_FIELD.default,
		pollIntervalMs: number(POLL_INTERVAL, LONGEST_WAIT_S) * 1000,
		timeoutMs: number(TIME_LIMIT, LONGEST_WAIT_S) * 1000,
		retries: integer(parameters, RETRIES, 0),
		simplify: boolean(SIMPLIFY),
	};
}

/** Of the first item, for all: the bound is one of the execution. */
export const readMaxConcurrency = (parameters: Parameters): number =>
	integer(parameters, MAX_CONCURRENCY, 1);

const MOST = 1000;

const integer = (
	parameters: Parameters,
	option: typeof RETRIES | typeof MAX_CONCURRENCY,
	min: number,
): number =>
	parameters.optionalInteger(`options.${option.name}`, option.displayName, min, MOST) ??
	option.default;

/** For an operation that gets an image: at once, or after waiting. */
export const WAITING_OPTIONS: readonly INodeProperties[] = [
	DOWNLOAD_IMAGES,
	MAX_CONCURRENCY,
	OUTPUT_FIELD,
	POLL_INTERVAL,
	RETRIES,
	SIMPLIFY,
	TIME_LIMIT,
];

/** For one that gets no image, but may be told to wait. */
export const ANSWER_OPTIONS = without(DOWNLOAD_IMAGES, OUTPUT_FIELD);

/** For one that looks or sends once, and never waits. */
export const SINGLE_REQUEST_OPTIONS = without(POLL_INTERVAL);

function without(...left: INodeProperties[]): readonly INodeProperties[] {
	return WAITING_OPTIONS.filter((option) => !left.includes(option));
}

/** The `options` collection of an operation: its own, then those it shares, in alphabetical order as n8n's style asks. */
export const optionsField = (...options: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	// Not `localeCompare`: the first call of it loads the rules of all languages, 15 ms of n8n's start.
	options: [...options].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
});
