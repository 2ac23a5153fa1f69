import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from './parameters';

/** A field of the node and the name under which the API takes it. How its value is read follows from its type. */
export interface WireField {
	/** The name in the API's request. */
	readonly wire: string;
	readonly property: INodeProperties;
	/** How people write a value of a list otherwise. */
	readonly spelled?: (value: string) => string;
	/** Makes a value what the API wants. */
	readonly sent?: (value: unknown) => unknown;
}

/**
 * What the user set, under the API's names. What is unset is not sent.
 *
 * @param collection the collection that the fields are in, such as `options`; absent: they are at the top.
 * @throws Failure that names the field.
 */
export function readWireFields(
	parameters: ItemParameters,
	fields: readonly WireField[],
	collection?: string,
): IDataObject {
	const read = fields.flatMap(({ wire, property, spelled, sent = (value) => value }) => {
		const path = collection === undefined ? property.name : `${collection}.${property.name}`;
		const value = valueOf(parameters, path, property, spelled);
		return value === undefined ? [] : [[wire, sent(value)]];
	});
	return Object.fromEntries(read);
}

function valueOf(
	parameters: ItemParameters,
	path: string,
	{ type, displayName, typeOptions, options = [] }: INodeProperties,
	spelled?: (value: string) => string,
): string | number | boolean | undefined {
	const { minValue = -Number.MAX_SAFE_INTEGER, maxValue = Number.MAX_SAFE_INTEGER } =
		typeOptions ?? {};
	switch (type) {
		case 'boolean':
			return parameters.optionalBoolean(path, displayName);
		case 'number':
			return typeOptions?.numberPrecision === undefined
				? parameters.optionalInteger(path, displayName, minValue, maxValue)
				: parameters.optionalNumber(path, displayName, minValue, maxValue);
		case 'options': {
			const values = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
			return parameters.optionalChoice(path, displayName, values, spelled);
		}
		default:
			return parameters.optionalText(path, displayName);
	}
}
