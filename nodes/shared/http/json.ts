import type { IDataObject } from 'n8n-workflow';

/** These read JSON of unknown shape. A value of another type counts as absent. */

export const objectIn = (value: unknown): IDataObject | undefined =>
	isJsonObject(value) ? value : undefined;

const isJsonObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textIn = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** A text, or a number as text. Some gateways use numbers as IDs. */
export const idIn = (value: unknown): string | undefined =>
	typeof value === 'number' ? String(value) : textIn(value);

/** JavaScript reads a number that is too large as Infinity, which JSON can't express. */
export const numberIn = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const booleanIn = (value: unknown): boolean | undefined =>
	typeof value === 'boolean' ? value : undefined;

/** Only the fields that have a value. */
export const withoutUndefined = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Any object, such as an error. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Numbers of more than 15 digits would be rounded. As IDs, they become texts. */
const withWholeIds = (json: string): string =>
	json.replace(/("\w{0,40}[iI][dD]"\s*:\s*)(\d{16,})(?=\s*[,}])/g, '$1"$2"');

/**
 * Parses JSON. Undefined for anything else. If a gateway repeats the key, it must not get into items and errors, so
 * it is cut out of all texts and names. This happens after parsing, because JSON can write the same text in many
 * ways. A byte order mark before the JSON is ignored (RFC 8259, section 8.1).
 */
export function parseJson(text: string, withoutKey: (text: string) => string): unknown {
	try {
		return JSON.parse(withWholeIds(text.replace(/^\ufeff/, '')), (name, value: unknown) => {
			// `__proto__` would change the prototype of objects that the answer is copied into.
			if (name === '__proto__') return undefined;
			if (typeof value === 'string') return withoutKey(value);
			const fields = objectIn(value);
			if (fields === undefined || Object.keys(fields).every((key) => withoutKey(key) === key))
				return value;
			return Object.fromEntries(
				Object.entries(fields).map(([key, field]) => [withoutKey(key), field]),
			);
		});
	} catch {
		return undefined;
	}
}
