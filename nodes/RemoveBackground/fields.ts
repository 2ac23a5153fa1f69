import type { INodeProperties } from 'n8n-workflow';

export const REQUEST: INodeProperties = {
	displayName: 'Request',
	name: 'request',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.request_id }}',
	description: 'The request ID or the polling URL of a request that was submitted before',
};

export const SYNC_MODE: INodeProperties = {
	displayName: 'Sync Mode',
	name: 'syncMode',
	type: 'boolean',
	default: false,
	description:
		'Whether to get the image in the answer itself, without a queue. Pixazo does not recommend it for production.',
};
