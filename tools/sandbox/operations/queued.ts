import sharp from 'sharp';
import { cutOut } from '../images/cutOut';
import type { Size } from '../images/drawing';
import { paint, remix, seedOf, type Commission } from '../images/paint';
import type { Perform, Workshop } from '../workshop';
import { queue, type QueuedJob } from './queue';
import { findSource } from './source';

export const removeBackground: Perform<{ image_url: string; sync_mode: boolean }> = async (
	{ image_url, sync_mode: sync },
	workshop,
	occasion,
) => {
	const { load, heldBytes } = await findSource('image_url', image_url);
	const make = async () => await cutOut(await load());
	const recipes = [{ contentType: 'image/png', heldBytes, make }];
	const job = { modelId: 'ideogram-remove-background', status: 200, sync, recipes };
	return await queue(job, workshop, occasion);
};

interface V4Fields {
	readonly prompt: string;
	readonly image_size: Size | keyof typeof SIZES | 'auto';
	readonly num_images: number;
	readonly output_format: 'jpeg' | 'png';
	readonly seed?: number;
	readonly sync_mode: boolean;
}

interface V4RemixFields extends V4Fields {
	readonly image_url: string;
	readonly strength: number;
}

/** The usual sizes by these names; Pixazo's page gives none. */
const SIZES = {
	square_hd: { width: 1024, height: 1024 },
	square: { width: 512, height: 512 },
	portrait_4_3: { width: 768, height: 1024 },
	portrait_16_9: { width: 576, height: 1024 },
	landscape_4_3: { width: 1024, height: 768 },
	landscape_16_9: { width: 1024, height: 576 },
};

export const v4Generate: Perform<V4Fields> = async (fields, workshop, occasion) => {
	const job = jobOf('ideogram-v4', fields, workshop, SIZES.square_hd, 0, paint);
	return await queue(job, workshop, occasion);
};

export const v4Remix: Perform<V4RemixFields> = async (fields, workshop, occasion) => {
	const { load, size, heldBytes } = await findSource('image_url', fields.image_url);
	const draw = async (commission: Commission) =>
		await remix(await load(), commission, 100 * (1 - fields.strength));
	const job = jobOf('ideogram-v4-image-to-image', fields, workshop, size, heldBytes, draw);
	return await queue(job, workshop, occasion);
};

/** @param autoSize what the size `auto` stands for */
function jobOf(
	modelId: string,
	fields: V4Fields,
	{ ledger }: Workshop,
	autoSize: Size,
	heldBytes: number,
	draw: (commission: Commission) => Promise<Buffer>,
): QueuedJob {
	const { prompt, image_size, num_images, output_format, sync_mode: sync } = fields;
	const { seed = seedOf(ledger.nextOrdinal()) } = fields;
	const named = { ...SIZES, auto: autoSize };
	const { width, height } = typeof image_size === 'string' ? named[image_size] : image_size;
	const recipes = Array.from({ length: num_images }, (_, index) => ({
		...{ contentType: `image/${output_format}`, heldBytes },
		make: async () => {
			const drawn = await draw({ prompt, width, height, seed: seed + index });
			return await sharp(drawn).toFormat(output_format).toBuffer();
		},
	}));
	return { modelId, sync, recipes };
}
