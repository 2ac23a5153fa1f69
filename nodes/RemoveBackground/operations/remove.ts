import type { Operation } from '../../shared/items/operation';
import { optionsField, QUEUE_OPTIONS, WAITING_OPTIONS } from '../../shared/items/options';
import { submitAndWait } from '../../shared/jobs/jobs';
import { jobItem } from '../../shared/jobs/results';
import { inputImageFields } from '../../shared/media/inputFields';
import { removalOf, SYNC_MODE } from '../request';

export const remove: Operation = {
	menuEntry: {
		name: 'Remove Background',
		value: 'remove',
		action: 'Remove background of image',
		description: 'Cut out the subject of an image and wait for the transparent PNG',
	},
	fields: [
		...inputImageFields('url'),
		optionsField(SYNC_MODE, ...QUEUE_OPTIONS, ...WAITING_OPTIONS),
	],

	async execute(item) {
		return await jobItem(item, await submitAndWait(item, removalOf(item)));
	},
};
