import catalogue from './models.json';

/** A field of a model's request, as Pixazo's page of the model describes it. */
export interface ModelField {
	readonly name: string;
	/** `image` is a link that can be a file of the item, `images` a list with one. The other types are in modelFields.ts. */
	readonly type: string;
	readonly required?: boolean;
	readonly default?: string | number | boolean;
	readonly choices?: readonly (string | number)[];
	readonly min?: number;
	readonly max?: number;
	/** Where the words of fieldWords.json do not fit. */
	readonly label?: string;
	readonly description?: string;
}

export interface Model {
	readonly name: string;
	readonly kind: string;
	/** Below the Base URL. */
	readonly path: string;
	/** Its page is https://www.pixazo.ai/models/<page>. */
	readonly page: string;
	readonly fields: readonly ModelField[];
}

export const MODELS: readonly Model[] = catalogue.models;

/** When Pixazo listed these models, and when their pages described these fields. */
export const { listed: LISTED, described: DESCRIBED } = catalogue;

export const modelAt = (path: string): Model | undefined =>
	MODELS.find((model) => model.path === path);
