import { cutOut } from '../images/cutout/cutout';
import type { Perform } from '../workshop';
import { queue } from './queue';
import { findSource } from './source';

interface RemoveBackgroundFields {
	readonly image_url: string;
	readonly sync_mode: boolean;
}

export const removeBackground: Perform<RemoveBackgroundFields> = async (
	{ image_url, sync_mode: sync },
	workshop,
	occasion,
) => {
	const { load, heldBytes } = await findSource('image_url', image_url);
	const make = async () => ({ contentType: 'image/png', bytes: await cutOut(await load()) });
	const job = { modelId: 'ideogram-remove-background', mediaType: 'image/png', ending: 'png' };
	return await queue(
		{ ...job, status: 200, sync, recipes: [{ heldBytes, make }] },
		workshop,
		occasion,
	);
};
