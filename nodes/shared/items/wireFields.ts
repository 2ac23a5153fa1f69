import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type ItemParameters, required } from './parameters';

/** A field of the node and the name under which the API takes it. How its value is read follows from its type. */
export interface WireField {
	/** The name in the API's request. */
	readonly wire: string;
	readonly property: INodeProperties;
	/** The API does not do without it. */
	readonly isRequired?: true;
	/** How people write a value of a list otherwise. */
	readonly spelled?: (value: string) => string;
	/** The link to a file, which an expression may not lose. */
	readonly isLink?: true;
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
