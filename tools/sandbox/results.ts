import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Settings } from './settings';

/** How to make a file, the same one each time. */
export interface Recipe {
	readonly contentType: string;
	/** size of the input images that it holds on to */
	readonly heldBytes?: number;
	make(): Promise<Buffer>;
}

/**
 * The results behind links. It stores how to make files rather than the files: a file is made when somebody downloads
 * it, which keeps submits quick. The last few files are kept. Old results go when memory runs out.
 */
export class Results {
	private readonly recipes = new LRUCache<string, Recipe & { readonly expiresAt: number }>({
		maxSize: 128 * 1024 * 1024,
		sizeCalculation: ({ heldBytes = 0 }) => heldBytes + 1024,
	});

	private readonly made = new LRUCache<string, Promise<Buffer>>({ max: 64 });

	constructor(
		private readonly settings: Settings,
		private readonly origin: () => string,
	) {}

	/**
	 * @param path of the link, which a name of its own and a signature are added to
	 * @returns the link, which works for `linkSeconds` from `fromMs` on
	 */
	publish(path: string, recipe: Recipe, fromMs = Date.now()): string {
		const expiresAt = fromMs + this.settings.linkSeconds * 1000;
		const ending = recipe.contentType.replace(/^.*\//, '').replace('gltf-binary', 'glb');
		const [name, signature] = [randomBytes(8).toString('hex'), randomBytes(32).toString('hex')];
		const target = `${path}/${name}.${ending}?exp=${Math.floor(expiresAt / 1000)}&sig=${signature}`;
		this.recipes.set(target, { ...recipe, expiresAt });
		return `${this.origin()}${target}`;
	}

	/** @param target path and query of a link */
	async find(target: string) {
		const recipe = this.recipes.get(target);
		if (!recipe) return 'nothing';
		if (Date.now() >= recipe.expiresAt) return 'expired';
		const making = this.made.get(target) ?? recipe.make();
		this.made.set(target, making);
		return { contentType: recipe.contentType, bytes: await making };
	}

	/** @returns the file as a data URI, padded as the settings ask */
	async inline({ contentType, make }: Recipe): Promise<string> {
		const bytes = await make();
		const padded = Buffer.concat([bytes], Math.max(bytes.length, this.settings.padBytes));
		return `data:${contentType};base64,${padded.toString('base64')}`;
	}
}
