import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type ItemParameters, required } from './parameters';

/** A field of the node, and its name in the API. Its type decides how its value is read. */
export interface WireField {
	/** The name in the API's request. */
	readonly wire: string;
	readonly property: INodeProperties;
	/** Whether the API requires it. */
	readonly isRequired?: true;
	/** How else people write a value, such as `16:9`. */
	readonly spelled?: (value: string) => string;
	/** The link to a file. An expression that finds nothing is an error. */
	readonly isLink?: true;
	/** Converts a value for the API. */
	readonly sent?: (value: unknown) => unknown;
}

/**
 * What the user set, under the API's names. Unset fields are left out.
 *
 * @param collection the collection of the fields, such as `options`. Absent if they are at the top level.
 * @throws Failure that names the field.
 */
export function readWireFields(
	parameters: ItemParameters,
	fields: readonly WireField[],
	collection?: string,
): IDataObject {
	const read = fields.flatMap((field) => {
		const { wire, property, isRequired, sent = (value) => value } = field;
		const path = collection === undefined ? property.name : `${collection}.${property.name}`;
		const given = valueOf(parameters, path, field);
		const value = isRequired ? required(given, path, property.displayName) : given;
		return value === undefined ? [] : [[wire, sent(value)]];
	});
	return Object.fromEntries(read);
}

function valueOf(
	parameters: ItemParameters,
	path: string,
	{ property, spelled, isLink }: WireField,
): string | number | boolean | object | undefined {
	const { type, displayName, typeOptions, options = [] } = property;
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
		case 'json':
			return parameters.optionalJson(path, displayName);
		default:
			return isLink
				? parameters.optionalFileLink(path, displayName)
				: parameters.optionalText(path, displayName);
	}
}
