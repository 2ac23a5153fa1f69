import { chanceOf } from '../chance';
import { PALETTE_NAMES, type PaletteName } from './palettes';
import type { Size } from './measure';
import { RESOLUTIONS, type AspectRatio } from './resolutions';

/** The field `image_request` of generate and remix, after the description's check. */
export interface ImageRequest {
	readonly prompt: string;
	readonly negative_prompt?: string;
	readonly model: string;
	readonly aspect_ratio: AspectRatio;
	readonly seed?: number;
	readonly magic_prompt_option: string;
	readonly style_type: StyleType;
	readonly color_palette?: { readonly name: PaletteName };
}

const STYLES = ['GENERAL', 'REALISTIC', 'DESIGN', 'RENDER_3D', 'ANIME'] as const;

export type Style = (typeof STYLES)[number];

type StyleType = Style | 'AUTO';

/** All that a painting depends on: the same commission gives the same bytes. */
export interface Commission extends Size {
	readonly prompt: string;
	readonly style: Style;
	readonly palette: PaletteName;
	readonly seed: number;
	/** makes the composition, whatever the palette and the size */
	readonly composition: string;
}

/**
 * Settles what an image request leaves open.
 *
 * @param ordinal makes the seed when the request has none
 */
export function commissionOf(request: ImageRequest, ordinal: number): Commission {
	const { prompt, negative_prompt, model, aspect_ratio, magic_prompt_option, style_type } = request;
	const seed = request.seed ?? seedOf(ordinal);
	const chance = chanceOf('taste', prompt, seed);
	const style = chance.pick(STYLES);
	const palette = chance.pick(PALETTE_NAMES);
	return {
		...RESOLUTIONS[aspect_ratio],
		prompt,
		style: style_type === 'AUTO' ? style : style_type,
		palette: request.color_palette?.name ?? palette,
		seed,
		composition: JSON.stringify([
			seed,
			prompt,
			negative_prompt,
			model,
			magic_prompt_option,
			style_type,
		]),
	};
}

/** @returns a commission of a prompt alone, for models without styles and palettes */
export function freeCommission(prompt: string, { width, height }: Size, seed: number): Commission {
	const chance = chanceOf('taste', prompt, seed);
	const [style, palette] = [chance.pick(STYLES), chance.pick(PALETTE_NAMES)];
	return { width, height, prompt, style, palette, seed, composition: `${seed} ${prompt}` };
}

/** @returns a seed within the API's range, the same for the same ordinal */
export const seedOf = (ordinal: number): number => chanceOf('seed', ordinal).whole(1, 2 ** 31);
