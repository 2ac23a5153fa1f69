import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import type { Operation } from './description';
import { invalid, type Refusal } from './refusal';

// Not strict, because a description carries keywords (`x-max-bytes`, `examples`) that are not for validation.
const ajv = new Ajv2020({ strict: false, useDefaults: true, validateFormats: false });

/**
 * @typeParam Fields what the description's schema promises of a request
 * @returns a function that checks the fields of a request, fills in the described defaults, and throws a
 *   `Refusal` naming the first field that is not as described
 */
export function fieldsParser<Fields>({ schema }: Operation): (fields: unknown) => Fields {
	const validate = ajv.compile<Fields>(schema);
	return (fields) => {
		if (validate(fields)) return fields;
		throw toRefusal(validate.errors?.[0]);
	};
}

function toRefusal(error: ErrorObject | undefined): Refusal {
	const where = error?.instancePath.slice(1).replaceAll('/', '.') || 'body';
	switch (error?.keyword) {
		case 'additionalProperties':
			return invalid(where, `There is no field "${String(error.params.additionalProperty)}" here.`);
		case 'required':
			return invalid(where, `The field "${String(error.params.missingProperty)}" is required.`);
		case 'enum':
			return invalid(
				where,
				`${where} must be one of ${JSON.stringify(error.params.allowedValues)}.`,
			);
		default:
			return invalid(where, `${where} ${error?.message ?? 'is not as described'}.`);
	}
}
