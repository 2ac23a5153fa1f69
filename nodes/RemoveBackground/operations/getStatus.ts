import { lookUp } from '../../shared/jobs';
import type { Operation } from '../../shared/operation';
import { optionsField, SINGLE_REQUEST_OPTIONS } from '../../shared/options';
import { jobItem } from '../../shared/results';
import { statusUrl } from '../endpoints';
import { REQUEST } from '../fields';

export const getStatus: Operation = {
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the status of a request',
		description: 'Look once how far a submitted request is, and get its image if it is completed',
	},
	fields: [REQUEST, optionsField(...SINGLE_REQUEST_OPTIONS)],

	/** Reports a failed request as it is: to ask for the status is not to ask for a success. */
	async execute(item) {
		const answer = await lookUp(item, statusUrl(item));
		return await jobItem(item, answer);
	},
};
