import { collect } from '../../shared/jobs';
import type { Operation } from '../../shared/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/options';
import { jobItem } from '../../shared/results';
import { statusUrl } from '../endpoints';
import { REQUEST } from '../fields';

export const waitForResult: Operation = {
	option: {
		name: 'Wait for Result',
		value: 'waitForResult',
		action: 'Wait for the result of a request',
		description: 'Wait until a submitted request is completed, and get its image',
	},
	fields: [REQUEST, optionsField(...WAITING_OPTIONS)],

	async execute(item) {
		const answer = await collect(item, statusUrl(item));
		return await jobItem(item, answer);
	},
};
