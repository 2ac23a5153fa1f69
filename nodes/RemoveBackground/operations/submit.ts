import { inputImageFields } from '../../shared/media/inputFields';
import { submit as send, succeeded } from '../../shared/jobs';
import type { Operation } from '../../shared/operation';
import { optionsField, SINGLE_REQUEST_OPTIONS } from '../../shared/options';
import { jobItem } from '../../shared/results';
import { SUBMIT_PATH } from '../endpoints';
import { SYNC_MODE } from '../fields';
import { sourceBody } from '../requestBody';

export const submit: Operation = {
	option: {
		name: 'Submit Request',
		value: 'submit',
		action: 'Submit a request to remove a background',
		description: 'Queue the removal of a background, to be collected later with Wait for Result',
	},
	fields: [...inputImageFields('url'), optionsField(SYNC_MODE, ...SINGLE_REQUEST_OPTIONS)],

	async execute(item) {
		const answer = await send(item, SUBMIT_PATH, async () => await sourceBody(item));
		return await jobItem(item, succeeded(answer));
	},
};
