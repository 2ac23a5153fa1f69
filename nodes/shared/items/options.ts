import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { Failure, shown } from '../http/failure';
import { type ItemParameters, LARGEST } from './parameters';

/** The options of an item. */
export interface ItemOptions {
	readonly downloadImages: boolean;
	readonly outputBinaryPropertyName: string;
	/** Undefined: the file is named after the operation, the item, and the request. */
	readonly fileName: string | undefined;
	readonly pollIntervalMs: number;
	readonly timeoutMs: number;
	readonly retries: number;
	readonly simplify: boolean;
	readonly wait: boolean;
}

const LONGEST_WAIT_S = 24 * 60 * 60;
const LEAST_MS = 1000;

/** An agent calls with one item at a time and gets no files, so these options have no effect for it. */
const NOT_FOR_AGENTS = { hide: { '@tool': [true] } } satisfies IDisplayOptions;

const DOWNLOAD_IMAGES = {
	displayName: 'Download Images',
	name: 'downloadImages',
	type: 'boolean',
	default: true,
	description:
		'Whether to put the file itself into the output item. Links to results expire within a day.',
} satisfies INodeProperties;

const FILE_NAME = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. product-photo',
	description:
		'The name of the output file. The right ending is added. Leave empty to name it after the operation, the item, and the request.',
	displayOptions: NOT_FOR_AGENTS,
} satisfies INodeProperties;

const OUTPUT_FIELD = {
	displayName: 'Output Data Field Name',
	name: 'outputBinaryPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output field to put the binary file data in',
	description: 'A second file goes into a field with this name followed by _1, and so on',
	displayOptions: NOT_FOR_AGENTS,
} satisfies INodeProperties;

const POLL_INTERVAL = {
	displayName: 'Poll Interval',
	name: 'pollInterval',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 1 },
	default: 2.5,
	description:
		'Minimum seconds between two status checks of the same job. Pixazo asks for at least 2 and counts each check toward your usage limits.',
} satisfies INodeProperties;

/** For jobs of models other than Remove Background. Most take longer. */
export const SLOWER_POLL_INTERVAL: INodeProperties = {
	...POLL_INTERVAL,
	default: 5,
	description:
		'Minimum seconds between two status checks of the same job. Pixazo asks for 5 to 10 and counts each check toward your usage limits.',
};

const TIME_LIMIT = {
	displayName: 'Time Limit',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'Maximum seconds for one item, including waiting, retries, and downloads',
} satisfies INodeProperties;

const MAX_CONCURRENCY = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 5,
	description:
		"How many requests to send at the same time. Jobs waiting at Pixazo don't count. Set to 1 to process items one after another.",
	displayOptions: NOT_FOR_AGENTS,
} satisfies INodeProperties;

const RETRIES = {
	displayName: 'Retries',
	name: 'retries',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 3,
	description:
		'How many times to try again when Pixazo is busy or unreachable. A request that may have been charged is never sent again.',
} satisfies INodeProperties;

const SIMPLIFY = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
} satisfies INodeProperties;

const WAIT = {
	displayName: 'Wait for Result',
	name: 'wait',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until the job is done. Turn off to get the request ID at once and collect the result later.',
} satisfies INodeProperties;

const WEBHOOK_URL = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $execution.resumeUrl }}',
	description:
		'An HTTPS address that Pixazo calls when the job has ended. Pixazo must be able to reach it from the Internet.',
} satisfies INodeProperties;

/**
 * @param fields the operation's fields, which have the defaults of unset options.
 * @throws Failure that names the option.
 */
export function readItemOptions(
	parameters: ItemParameters,
	fields: readonly INodeProperties[],
): ItemOptions {
	const offered = fields.find(({ name }) => name === 'options')?.options ?? [];
	const milliseconds = (option: typeof POLL_INTERVAL | typeof TIME_LIMIT) => {
		const { name, displayName } = option;
		const path = `options.${name}`;
		const seconds = parameters.optionalNumber(path, displayName, -LARGEST, LONGEST_WAIT_S);
		const own = offered.find((one) => one.name === name);
		const preferred = own !== undefined && 'default' in own ? Number(own.default) : option.default;
		return Math.max(LEAST_MS, Math.round((seconds ?? preferred) * 1000));
	};
	const boolean = (option: typeof DOWNLOAD_IMAGES | typeof SIMPLIFY | typeof WAIT) =>
		parameters.optionalBoolean(`options.${option.name}`, option.displayName) ?? option.default;
	const text = (option: typeof OUTPUT_FIELD | typeof FILE_NAME) =>
		parameters.optionalText(`options.${option.name}`, option.displayName);
	return {
		downloadImages: boolean(DOWNLOAD_IMAGES),
		outputBinaryPropertyName: text(OUTPUT_FIELD) ?? OUTPUT_FIELD.default,
		fileName: text(FILE_NAME),
		pollIntervalMs: milliseconds(POLL_INTERVAL),
		timeoutMs: milliseconds(TIME_LIMIT),
		retries: integer(parameters, RETRIES, 0),
		simplify: boolean(SIMPLIFY),
		wait: boolean(WAIT),
	};
}

/**
 * Where Pixazo calls back when a job has ended. Pixazo refuses http://, but the sandbox on this computer has nothing
 * else.
 *
 * @throws Failure for any other address. Nothing was sent then.
 */
export function readWebhookUrl(parameters: ItemParameters): string | undefined {
	const text = parameters.optionalText(`options.${WEBHOOK_URL.name}`, WEBHOOK_URL.displayName);
	if (text === undefined) return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
	if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return url.href;
	throw new Failure(
		`"Webhook URL" is ${JSON.stringify(shown(text))}, which is not an HTTPS address`,
		'Pixazo calls only addresses that begin with https:// and are reachable from the Internet. Nothing was sent.',
	);
}

/** Read from the first item, because it applies to the whole execution. */
export const readMaxConcurrency = (parameters: ItemParameters): number =>
	integer(parameters, MAX_CONCURRENCY, 1);

const MOST = 1000;

const integer = (
	parameters: ItemParameters,
	option: typeof RETRIES | typeof MAX_CONCURRENCY,
	min: number,
): number =>
	parameters.optionalInteger(`options.${option.name}`, option.displayName, min, MOST) ??
	option.default;

/** For operations that return a file. */
export const WAITING_OPTIONS: readonly INodeProperties[] = [
	DOWNLOAD_IMAGES,
	FILE_NAME,
	MAX_CONCURRENCY,
	OUTPUT_FIELD,
	POLL_INTERVAL,
	RETRIES,
	SIMPLIFY,
	TIME_LIMIT,
];

/** For operations that return no file, but may wait. */
export const ANSWER_OPTIONS = without(DOWNLOAD_IMAGES, FILE_NAME, OUTPUT_FIELD);

/** For operations that check once and don't wait. */
export const SINGLE_REQUEST_OPTIONS = without(POLL_INTERVAL);

/** For operations whose job doesn't have to be waited for. */
export const QUEUE_OPTIONS: readonly INodeProperties[] = [WAIT, WEBHOOK_URL];

/** For operations that submit a job and don't wait. They return a file only with **Sync Mode**. */
export const SUBMIT_OPTIONS: readonly INodeProperties[] = [
	...[DOWNLOAD_IMAGES, FILE_NAME, OUTPUT_FIELD].map((option: INodeProperties) => ({
		...option,
		displayOptions: { ...option.displayOptions, show: { syncMode: [true] } },
	})),
	...without(DOWNLOAD_IMAGES, FILE_NAME, OUTPUT_FIELD, POLL_INTERVAL),
	WEBHOOK_URL,
];

function without(...left: INodeProperties[]): readonly INodeProperties[] {
	return WAITING_OPTIONS.filter((option) => !left.includes(option));
}

/** The `options` collection of an operation, in alphabetical order as n8n's guidelines ask. */
export const optionsField = (...options: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	// Not `localeCompare`: its first call takes 15 ms of n8n's start, to load the rules of all languages.
	options: [
		...new Map([...options].reverse().map((option) => [option.name, option])).values(),
	].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
});
