import { inputImageFields } from '../../shared/media/inputFields';
import { submitAndWait } from '../../shared/jobs';
import type { Operation } from '../../shared/operation';
import { optionsField, WAITING_OPTIONS } from '../../shared/options';
import { jobItem } from '../../shared/results';
import { SUBMIT_PATH } from '../endpoints';
import { SYNC_MODE } from '../fields';
import { sourceBody } from '../requestBody';

export const remove: Operation = {
	option: {
		name: 'Remove Background',
		value: 'remove',
		action: 'Remove the background of an image',
		description: 'Cut out the subject of an image and wait for the transparent PNG',
	},
	fields: [...inputImageFields('url'), optionsField(SYNC_MODE, ...WAITING_OPTIONS)],

	async execute(item) {
		const answer = await submitAndWait(item, SUBMIT_PATH, async () => await sourceBody(item));
		return await jobItem(item, answer);
	},
};
