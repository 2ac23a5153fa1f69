import Ajv2020 from 'ajv/dist/2020';
import { z } from 'zod';
import type { Operation } from '../description';
import { inputImage } from './inputImage';
import { invalid } from './refusal';

// Not strict, because the description has keywords that check nothing (`contentMediaType`, `examples`).
const ajv = new Ajv2020({ strict: false, useDefaults: true, validateFormats: false });

/**
 * @typeParam Fields what the description promises of a request
 * @returns a function that checks the fields of a request and fills in the described defaults
 */
export function fieldsParser<Fields>({ schema }: Operation): (fields: unknown) => Fields {
	const validate = ajv.compile<Fields>(schema);
	return (fields) => {
		if (validate(fields)) return fields;
		const [error] = validate.errors ?? [];
		const where = error?.instancePath.slice(1).replaceAll('/', '.') || 'body';
		throw invalid(where, `${where} ${error?.message} ${JSON.stringify(error?.params)}`);
	};
}

const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp'];

const partRule = z.object({ type: z.string(), contentMediaType: z.string() }).partial();
const partRules = z.object({ properties: z.record(partRule) });

/** @returns the parts of a multipart body as fields: images, texts, and parsed JSON */
export async function fieldsOfForm(form: FormData, { schema }: Operation): Promise<unknown> {
	const { properties } = partRules.parse(schema);
	const fields: Record<string, unknown> = {};
	for (const [name, value] of form) {
		const { type, contentMediaType } = properties[name] ?? { type: 'string' };
		if (name in fields) throw invalid(name, `The part "${name}" was given twice.`);
		if ((typeof value === 'string') === (contentMediaType !== undefined)) {
			throw invalid(name, `The part "${name}" must ${contentMediaType ? '' : 'not '}be a file.`);
		}
		if (typeof value === 'string') {
			fields[name] = type === 'string' ? value : parseJson(name, value);
		} else {
			if (!FILE_TYPES.includes(value.type)) {
				throw invalid(name, `${name} must be ${FILE_TYPES.join(' or ')}, not ${value.type}.`);
			}
			fields[name] = await inputImage(name, Buffer.from(await value.arrayBuffer()), value.type);
		}
	}
	return fields;
}

/** @throws Refusal when the text is not JSON */
export function parseJson(name: string, text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		throw invalid(name, `${name} is not valid JSON.`);
	}
}
