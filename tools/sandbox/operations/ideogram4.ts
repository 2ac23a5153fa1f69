import sharp from 'sharp';
import { freeCommission, seedOf } from '../images/commission';
import type { Size } from '../images/measure';
import { paint } from '../images/paint';
import { remix } from '../images/remix';
import type { Recipe } from '../results';
import type { Perform } from '../workshop';
import { queue } from './queue';
import { findSource } from './source';

interface V4Fields {
	readonly prompt: string;
	readonly image_size: Size | keyof typeof SIZES;
	readonly num_images: number;
	readonly output_format: 'jpeg' | 'png';
	readonly seed?: number;
	readonly sync_mode: boolean;
}

interface V4RemixFields extends Omit<V4Fields, 'image_size'> {
	readonly image_size: V4Fields['image_size'] | 'auto';
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

const sizeOf = (size: V4Fields['image_size']): Size =>
	typeof size === 'string' ? SIZES[size] : size;

export const v4Generate: Perform<V4Fields> = async (fields, workshop, occasion) => {
	const { prompt, image_size, num_images, seed = seedOf(workshop.ledger.nextOrdinal()) } = fields;
	const recipes = Array.from({ length: num_images }, (_, index) => {
		const commission = freeCommission(prompt, sizeOf(image_size), seed + index);
		return recipeOf(fields, 0, () => paint(commission));
	});
	return await queue(jobOf('ideogram-v4', fields, recipes), workshop, occasion);
};

export const v4Remix: Perform<V4RemixFields> = async (fields, workshop, occasion) => {
	const { prompt, image_size, image_url, num_images, strength } = fields;
	const { seed = seedOf(workshop.ledger.nextOrdinal()) } = fields;
	const { load, size: sourceSize, heldBytes } = await findSource('image_url', image_url);
	const size = image_size === 'auto' ? sourceSize : sizeOf(image_size);
	const recipes = Array.from({ length: num_images }, (_, index) => {
		const commission = freeCommission(prompt, size, seed + index);
		const make = async () => await remix(await load(), commission, 100 * (1 - strength));
		return recipeOf(fields, heldBytes, make);
	});
	return await queue(jobOf('ideogram-v4-image-to-image', fields, recipes), workshop, occasion);
};

type Format = Pick<V4Fields, 'output_format' | 'sync_mode'>;

const recipeOf = ({ output_format }: Format, heldBytes: number, draw: () => Promise<Buffer>) => ({
	heldBytes,
	make: async () => ({
		contentType: `image/${output_format}`,
		bytes: await sharp(await draw())
			.toFormat(output_format)
			.toBuffer(),
	}),
});

const jobOf = (modelId: string, { output_format, sync_mode }: Format, recipes: Recipe[]) => ({
	...{ modelId, recipes, mediaType: `image/${output_format}` },
	...{ ending: output_format, sync: sync_mode },
});
