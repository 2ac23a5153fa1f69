import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../shared/items/item';
import type { Order } from '../shared/jobs/jobs';
import { AN_IMAGE } from '../shared/jobs/results';
import { imageUrlBody } from '../shared/media/imageUrlBody';
import { readWireFields, type WireField } from '../shared/items/wireFields';

const ENDPOINT = {
	path: 'ideogram-remove-background/v1/ideogram-remove-background-request',
	title: 'Remove Background',
};

export const SYNC_MODE: INodeProperties = {
	displayName: 'Sync Mode',
	name: 'syncMode',
	type: 'boolean',
	default: false,
	description:
		'Whether to get the image in the answer itself, without a queue. Pixazo advises against it in production.',
};

const FIELDS: readonly WireField[] = [{ wire: 'sync_mode', property: SYNC_MODE }];

/** The request that removes the background of an item's image. */
export const removalOf = (item: Item): Order => ({
	endpoint: ENDPOINT,
	expected: AN_IMAGE,
	isQueued: true,
	prepare: async () => {
		const more = readWireFields(item.parameters, FIELDS, 'options');
		return await imageUrlBody(item, (imageUrl) => ({ image_url: imageUrl, ...more }));
	},
});
