import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../../items/item';
import type { Operation } from '../../items/operation';
import { optionsField, WAITING_OPTIONS } from '../../items/options';
import { collect } from '../jobs';
import { AN_IMAGE, type Expected, jobItem } from '../results';
import { REQUEST, statusUrl } from './request';

/** @param expectedOf what the answer must have. @param more options of the node. */
export const waitForResult = (
	expectedOf: (item: Item) => Expected = () => AN_IMAGE,
	...more: readonly INodeProperties[]
): Operation => ({
	menuEntry: {
		name: 'Wait for Result',
		value: 'waitForResult',
		action: 'Wait for result of request',
		description: 'Wait until a submitted request is done, and download the result',
	},
	fields: [REQUEST, optionsField(...more, ...WAITING_OPTIONS)],

	async execute(item) {
		const expected = expectedOf(item);
		return await jobItem(item, await collect(item, statusUrl(item), expected), expected);
	},
});
