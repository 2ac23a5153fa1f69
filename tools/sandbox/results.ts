import { randomBytes } from 'node:crypto';
import { padPng } from './pictures/padding';
import type { Settings } from './settings';

export interface Picture {
	readonly contentType: string;
	readonly bytes: Buffer;
}

/** How to make a picture, the same one each time. */
export interface Recipe {
	make(): Promise<Picture>;
	/** size of the uploads that the recipe holds on to */
	readonly heldBytes: number;
}

interface Result {
	readonly recipe: Recipe;
	readonly expiresAt: number;
}

/** What a link leads to. */
export type Found = 'nothing' | 'expired' | Picture;

const MAX_HELD_BYTES = 128 * 1024 * 1024;
const MAX_PAINTED_BYTES = 64 * 1024 * 1024;
const MAX_RESULTS = 20_000;

/**
 * The results behind the links. It keeps recipes rather than pictures: a picture is made when somebody fetches
 * it, which keeps submits quick, and the last few are kept at hand. Old results make way when memory runs out.
 */
export class Results {
	private readonly results = new Map<string, Result>();

	private heldBytes = 0;

	private readonly painted = new Map<string, Picture>();

	private paintedBytes = 0;

	private readonly painting = new Map<string, Promise<Picture>>();

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
		this.results.set(target, { recipe, expiresAt });
		this.heldBytes += recipe.heldBytes;
		while (this.heldBytes > MAX_HELD_BYTES || this.results.size > MAX_RESULTS) this.forgetOldest();
		return `${this.origin()}${target}`;
	}

	/** @param target path and query of a link */
	async find(target: string): Promise<Found> {
		const result = this.results.get(target);
		if (!result) return 'nothing';
		if (Date.now() >= result.expiresAt) return 'expired';
		return this.finish(await this.paint(target, result.recipe));
	}

	/** @returns the picture with the padding that the settings ask for */
	finish({ contentType, bytes }: Picture): Picture {
		const { padBytes } = this.settings;
		const padded = contentType === 'image/png' ? padPng(bytes, padBytes) : bytes;
		return { contentType, bytes: padded };
	}

	private async paint(target: string, recipe: Recipe): Promise<Picture> {
		const known = this.painted.get(target) ?? this.painting.get(target);
		if (known) return known;
		const painting = recipe.make();
		this.painting.set(target, painting);
		const picture = await painting.finally(() => this.painting.delete(target));
		this.painted.set(target, picture);
		this.paintedBytes += picture.bytes.length;
		for (const [oldest, { bytes }] of this.painted) {
			if (this.paintedBytes <= MAX_PAINTED_BYTES) break;
			this.painted.delete(oldest);
			this.paintedBytes -= bytes.length;
		}
		return picture;
	}

	private forgetOldest(): void {
		for (const [target, { recipe }] of this.results) {
			this.results.delete(target);
			this.heldBytes -= recipe.heldBytes;
			return;
		}
	}
}
