import type { Operation } from '../../shared/items/operation';
import { optionsField, SUBMIT_OPTIONS } from '../../shared/items/options';
import { submitOnly } from '../../shared/jobs/jobs';
import { jobItem } from '../../shared/jobs/results';
import { inputImageFields } from '../../shared/media/inputFields';
import { removalOf, SYNC_MODE } from '../request';

export const submit: Operation = {
	menuEntry: {
		name: 'Submit Request',
		value: 'submit',
		action: 'Submit request to remove background',
		description: 'Queue the job and return at once. Collect the result later with Wait for Result.',
	},
	fields: [...inputImageFields('url'), optionsField(SYNC_MODE, ...SUBMIT_OPTIONS)],

	async execute(item) {
		return await jobItem(item, await submitOnly(item, removalOf(item)));
	},
};
