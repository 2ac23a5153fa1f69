import type { INodeExecutionData } from 'n8n-workflow';

/** The fields that simplified items have, and nothing else may be in them. */
const FIELDS: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'images'>> = {
	url: 'string',
	prompt: 'string',
	resolution: 'string',
	seed: 'number',
	style_type: 'string',
	is_image_safe: 'boolean',
	created: 'string',
	model: 'string',
	description: 'string',
	request_id: 'string',
	polling_url: 'string',
	status: 'string',
	error: 'string',
	model_id: 'string',
	media_type: 'string',
	created_at: 'string',
	updated_at: 'string',
	completed_at: 'string',
	images: 'images',
};
const ERROR_FIELDS = ['error', 'request_id', 'polling_url', 'status'];

/** Longer than this nobody reads, and it fills the execution's row. */
const LONGEST_ERROR = 2000;

/** What is wrong with the item that came of a malformed answer, in words; undefined if nothing is. */
export function problemOf(item: INodeExecutionData | undefined, index: number): string | undefined {
	if (item === undefined) return 'no item';
	const { json, binary = {} } = item;
	if (Object.getPrototypeOf(json) !== Object.prototype) return 'another prototype';
	if ('polluted' in {}) return 'polluted prototypes';
	if (JSON.stringify(item.pairedItem) !== JSON.stringify({ item: index })) return 'not paired';
	const isFailed = typeof json.error === 'string' && json.error.endsWith(`[item ${index}]`);
	if (isFailed) return problemOfError(json);
	const types = Object.values(binary).map(({ mimeType }) => mimeType);
	if (!types.every((type) => type.startsWith('image/'))) return `files of ${types.join()}`;
	if (Object.keys(json).length === 0 && types.length === 0) return 'an item of nothing';
	return problemOfFields(json);
}

function problemOfError(json: INodeExecutionData['json']): string | undefined {
	const error = String(json.error);
	if (error.length > LONGEST_ERROR) return `an error of ${error.length} characters`;
	if (!/\w+ \w+ \w+/.test(error)) return `no clear error: ${error}`;
	const other = Object.keys(json).filter((key) => !ERROR_FIELDS.includes(key));
	return other.length > 0 ? `beside the error: ${other.join()}` : undefined;
}

function problemOfFields(json: object): string | undefined {
	for (const [name, value] of Object.entries(json)) {
		const type = FIELDS[name];
		if (type === 'images') {
			const problems = Array.isArray(value) ? value.map(problemOfFields) : ['no list'];
			const problem = problems.find((found) => found !== undefined);
			if (problem !== undefined) return `images: ${problem}`;
		} else if (typeof value !== type) return `${name} is ${JSON.stringify(value)?.slice(0, 80)}`;
		else if (value === Infinity || value === -Infinity) return `${name} is infinite`;
		else if (name === 'url' && !isPlainWebUrl(String(value))) return `the link ${String(value)}`;
	}
	return undefined;
}

function isPlainWebUrl(text: string): boolean {
	const { protocol, username, password } = new URL(text);
	return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** The texts, numbers and truths of an answer and of what was asked: an item may have these, and none of its own. */
export function leavesOf(value: unknown): unknown[] {
	if (typeof value !== 'object' || value === null) return [value];
	return Object.values(value).flatMap(leavesOf);
}
