import catalogue from './models.json';

/** A field of a model's request, as Pixazo's page of the model describes it. */
export interface ModelField {
	readonly name: string;
	/** `image` is a link, or a file of the item. `images` is a list of those. The other types are in modelFields.ts. */
	readonly type: string;
	readonly required?: boolean;
	readonly default?: string | number | boolean;
	readonly choices?: readonly (string | number)[];
	readonly min?: number;
	readonly max?: number;
	/** Set if the label in fieldWords.json doesn't fit. */
	readonly label?: string;
	readonly description?: string;
}

export interface Model {
	readonly name: string;
	readonly kind: string;
	/** The path of the endpoint, below the Base URL. */
	readonly path: string;
	/** Its page is https://www.pixazo.ai/models/<page>. */
	readonly page: string;
	readonly fields: readonly ModelField[];
}

export const MODELS: readonly Model[] = catalogue.models;

/** When Pixazo listed these models, and the month of the pages that describe their fields. */
export const { listed: LISTED, described: DESCRIBED } = catalogue;

export const modelAt = (path: string): Model | undefined =>
	MODELS.find((model) => model.path === path);
