import type { Operation } from '../../shared/items/operation';
import {
	optionsField,
	QUEUE_OPTIONS,
	SLOWER_POLL_INTERVAL,
	WAITING_OPTIONS,
} from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { MODELS } from '../catalogue';
import { modelFields } from '../modelFields';
import { orderOf, OTHER_FIELDS, REQUEST_OPTIONS } from '../modelRequest';
import { MEDIA_FIELD, modelItem } from '../results';

export const run: Operation = {
	menuEntry: {
		name: 'Run Model',
		value: 'run',
		action: 'Run model',
		description: 'Send a request to a model, wait for the result, and download it',
	},
	fields: [
		...modelFields(MODELS),
		...OTHER_FIELDS,
		optionsField(
			...REQUEST_OPTIONS,
			MEDIA_FIELD,
			SLOWER_POLL_INTERVAL,
			...QUEUE_OPTIONS,
			...WAITING_OPTIONS,
		),
	],

	async execute(item) {
		const order = orderOf(item);
		return await modelItem(item, await submitAndWait(item, order), order.expected);
	},
};
