import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters } from '../shared/items/parameters';
import { readWireFields, type WireField } from '../shared/items/wireFields';
import { IMAGE_FIELDS, IMAGE_OPTIONS } from './fields';

/** A model of the V2 family: everything in which its node differs from the others. */
export interface IdeogramModel {
	/** The value of `model` in requests. */
	readonly id: string;
	readonly title: string;
	/**
	 * Where its endpoints are, below the Base URL. No sample on Pixazo's page uses the page's own "Base URL" for
	 * Ideogram.
	 */
	readonly path: string;
	/** The options of generate and remix. */
	readonly imageOptions: readonly WireField[];
	readonly edit: {
		readonly takesMask: boolean;
		/** The models that the endpoint accepts. */
		readonly models: readonly string[];
	};
}

const EDIT = { takesMask: true, models: ['V_2', 'V_2_TURBO'] };

export const V2: IdeogramModel = {
	id: 'V_2',
	title: 'Ideogram V2',
	path: 'ideogramV_2/v1',
	imageOptions: IMAGE_OPTIONS,
	edit: EDIT,
};

export const V2_TURBO: IdeogramModel = {
	id: 'V_2_TURBO',
	title: 'Ideogram Turbo',
	path: 'ideogramV_2_Turbo/v1',
	imageOptions: IMAGE_OPTIONS,
	edit: EDIT,
};

/** The endpoint of an operation. @param name its last part, such as `generate`. */
export const endpointOf = ({ path, title }: IdeogramModel, name: string) => ({
	path: `${path}/${name}`,
	title,
});

/** The `image_request` of generate and remix, as far as these fields have it. */
export function imageRequest(parameters: ItemParameters, model: IdeogramModel): IDataObject {
	parameters.text('prompt', 'Prompt');
	return {
		...readWireFields(parameters, IMAGE_FIELDS),
		model: model.id,
		...readWireFields(parameters, model.imageOptions, 'options'),
	};
}
