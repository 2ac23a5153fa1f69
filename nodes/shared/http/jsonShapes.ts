import type { IDataObject } from 'n8n-workflow';

/** Readers for JSON of which nothing is known: what does not have the type asked for is not there. */

export const objectIn = (value: unknown): IDataObject | undefined =>
	isJsonObject(value) ? value : undefined;

const isJsonObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textIn = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** A number too large for JavaScript is read as Infinity, which JSON cannot carry on. */
export const numberIn = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const booleanIn = (value: unknown): boolean | undefined =>
	typeof value === 'boolean' ? value : undefined;

/** The fields that have a value; what was not said is not in an item. */
export const present = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Any object at all, such as an error or what another module answered. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
