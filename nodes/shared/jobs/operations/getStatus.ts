import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../../items/item';
import type { Operation } from '../../items/operation';
import { optionsField, SINGLE_REQUEST_OPTIONS } from '../../items/options';
import { checkOnce } from '../jobs';
import { AN_IMAGE, type Expected, jobItem } from '../results';
import { REQUEST, statusUrl } from './request';

/** @param expectedOf what the answer must have. @param more options of the node. */
export const getStatus = (
	expectedOf: (item: Item) => Expected = () => AN_IMAGE,
	...more: readonly INodeProperties[]
): Operation => ({
	menuEntry: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get status of request',
		description: 'Check a submitted request once, and download the result if it is ready',
	},
	fields: [REQUEST, optionsField(...more, ...SINGLE_REQUEST_OPTIONS)],

	/** Returns a failed job as it is: who asks for the status wants to know it. */
	async execute(item) {
		const expected = expectedOf(item);
		return await jobItem(item, await checkOnce(item, statusUrl(item), expected), expected);
	},
});
