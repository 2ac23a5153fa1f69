import type { IDataObject } from 'n8n-workflow';

/** Readers for JSON of which nothing is known: what does not have the type asked for is not there. */

export const objectIn = (value: unknown): IDataObject | undefined =>
	isJsonObject(value) ? value : undefined;

const isJsonObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textIn = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** A text, or a number as one: some gateways number their requests. */
export const idIn = (value: unknown): string | undefined =>
	typeof value === 'number' ? String(value) : textIn(value);

/** A number too large for JavaScript is read as Infinity, which JSON cannot carry on. */
export const numberIn = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const booleanIn = (value: unknown): boolean | undefined =>
	typeof value === 'boolean' ? value : undefined;

/** The fields that have a value; what was not said is not in an item. */
export const withoutUndefined = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Any object at all, such as an error or what another module answered. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/**
 * Parses JSON; undefined for anything else. A gateway that repeats what it was sent must not carry the key into items and
 * errors, so it is cut out of every text and name; after parsing, as JSON can write a text in many ways. A byte order mark
 * in front is no part of the JSON (RFC 8259, section 8.1).
 */
export function parseJson(text: string, withoutKey: (text: string) => string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''), (name, value: unknown) => {
			// As a key of its own it would become the prototype of whatever the answer is copied into.
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
