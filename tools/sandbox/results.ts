import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Settings } from './settings';

/** A file behind a link. */
export interface Media {
	readonly contentType: string;
	readonly bytes: Buffer;
}

/** How to make a file, the same one each time. */
export interface Recipe {
	make(): Promise<Media>;
	/** size of the input images that the recipe holds on to */
	readonly heldBytes: number;
}

const MAX_HELD_BYTES = 128 * 1024 * 1024;
const MAX_MADE = 64;

/**
 * The results behind the links. It keeps recipes rather than files: a file is made when somebody fetches it,
 * which keeps submits quick, and the last few are kept. Old results make way when memory runs out.
 */
export class Results {
	private readonly recipes = new LRUCache<string, Recipe & { readonly expiresAt: number }>({
		maxSize: MAX_HELD_BYTES,
		sizeCalculation: ({ heldBytes }) => heldBytes + 1024,
	});

	private readonly made = new LRUCache<string, Promise<Media>>({ max: MAX_MADE });

	constructor(
		private readonly settings: Settings,
		private readonly origin: () => string,
	) {}

	/**
	 * @param path of the link, without a query; made unique by a signature
	 * @returns the link, which works for `linkSeconds` from `fromMs` on
	 */
	publish(path: string, recipe: Recipe, fromMs: number): string {
		const expiresAt = fromMs + this.settings.linkSeconds * 1000;
		const signature = randomBytes(32).toString('hex');
		const target = `${path}?exp=${Math.floor(expiresAt / 1000)}&sig=${signature}`;
		this.recipes.set(target, { ...recipe, expiresAt });
		return `${this.origin()}${target}`;
	}

	/** @param target path and query of a link */
	async find(target: string): Promise<'nothing' | 'expired' | Media> {
		const recipe = this.recipes.get(target);
		if (!recipe) return 'nothing';
		if (Date.now() >= recipe.expiresAt) return 'expired';
		const media = this.made.get(target) ?? recipe.make();
		this.made.set(target, media);
		return await media;
	}

	/** @returns the file as a data URI, padded as the settings ask */
	async inline({ make }: Recipe): Promise<string> {
		const { contentType, bytes } = await make();
		const padded = Buffer.concat([bytes], Math.max(bytes.length, this.settings.padBytes));
		return `data:${contentType};base64,${padded.toString('base64')}`;
	}
}
