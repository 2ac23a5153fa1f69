import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Failure, shown } from '../http/failure';
import { isRecord, objectIn } from '../http/json';

/**
 * The parameters of one item, as people provide them: from expressions, spreadsheets, and agents. Spaces at the ends
 * are removed, an empty text is unset, and a value may also be a text.
 *
 * Every method throws a Failure that names the parameter. An expression that n8n can't resolve throws n8n's own
 * error.
 */
export class ItemParameters {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	/**
	 * @param name as in the node's description; a dot leads into a collection.
	 * @returns undefined if the parameter is unset or empty.
	 */
	private value(name: string): unknown {
		const value: unknown = this.context.getNodeParameter(name, this.itemIndex, '');
		const cut = typeof value === 'string' ? value.trim() : value;
		return cut === '' || cut === null ? undefined : cut;
	}

	text(name: string, title: string): string {
		return required(this.optionalText(name, title), name, title);
	}

	/** Numbers, booleans, and dates become text. */
	optionalText(name: string, title: string): string | undefined {
		const value = this.value(name);
		if (value === undefined || typeof value === 'string') return value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		// JSON writes dates such as `$now` as text.
		const written: unknown = isRecord(value) ? JSON.parse(JSON.stringify(value)) : undefined;
		if (typeof written === 'string') return written;
		throw wrong(name, title, value, 'text');
	}

	/** A whole number from `min` to `max`. */
	integer(name: string, title: string, min: number, max: number): number {
		return required(this.optionalInteger(name, title, min, max), name, title);
	}

	optionalInteger(name: string, title: string, min: number, max: number): number | undefined {
		const value = this.optionalNumber(name, title, min, max);
		if (value === undefined || Number.isInteger(value)) return value;
		throw wrong(name, title, value, 'a whole number');
	}

	optionalNumber(name: string, title: string, min: number, max: number): number | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		const number = typeof value === 'string' ? Number(value) : value;
		if (typeof number === 'number' && number >= min && number <= max) return number;
		throw wrong(name, title, value, rangeOf(min, max));
	}

	optionalBoolean(name: string, title: string): boolean | undefined {
		const value = this.value(name);
		if (value === undefined || typeof value === 'boolean') return value;
		const text = String(value).toLowerCase();
		if (text === 'true' || text === '1') return true;
		if (text === 'false' || text === '0') return false;
		throw wrong(name, title, value, 'true or false');
	}

	/** One of the values, in upper or lower case. */
	choice<T extends string>(name: string, title: string, values: readonly T[]): T {
		return required(this.optionalChoice(name, title, values), name, title);
	}

	/** @param spelled how else people write a value, such as `16:9`. */
	optionalChoice<T extends string>(
		name: string,
		title: string,
		values: readonly T[],
		spelled: (value: T) => string = (value) => value,
	): T | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		const text = String(value).toLowerCase();
		const choice = values.find(
			(one) => one.toLowerCase() === text || spelled(one).toLowerCase() === text,
		);
		if (choice !== undefined) return choice;
		throw wrong(name, title, value, `one of ${values.map(spelled).join(', ')}`);
	}

	/** A JSON object, or its text. */
	optionalObject(name: string, title: string): IDataObject | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		const object = objectIn(typeof value === 'string' ? parsedJson(value) : value);
		if (object !== undefined) return object;
		throw wrong(name, title, value, 'a JSON object');
	}

	/** A JSON object or list, or its text. */
	optionalJson(name: string, title: string): object | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		const json = typeof value === 'string' ? parsedJson(value) : value;
		if (isRecord(json)) return json;
		throw wrong(name, title, value, 'a JSON object or list');
	}

	/** The name of a field with a file, or the file itself (by expression). */
	fileField(name: string, title: string): string | object {
		const field = this.optionalFileField(name, title);
		if (field !== undefined) return field;
		throw new Failure(
			`"${title}" is empty`,
			`Enter the name of the field with the file in "${title}" (${name}).`,
		);
	}

	/** An expression that finds nothing never means "no file": a request without the file would cost money too. */
	optionalFileField(name: string, title: string): string | object | undefined {
		const value: unknown = this.context.getNodeParameter(name, this.itemIndex, '');
		if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
		if (typeof value === 'number') return String(value);
		if (isRecord(value) && !Array.isArray(value)) return value;
		throw nothingFound(name, title, value);
	}

	/**
	 * Like `optionalText`, but an expression that finds nothing is an error, so that the link to a file can't get lost.
	 */
	optionalFileLink(name: string, title: string): string | undefined {
		const value: unknown = this.context.getNodeParameter(name, this.itemIndex, '');
		if (value === undefined || value === null) throw nothingFound(name, title, value);
		return this.optionalText(name, title);
	}
}

export const LARGEST = Number.MAX_SAFE_INTEGER;

function rangeOf(min: number, max: number): string {
	if (min === -LARGEST) return max === LARGEST ? 'a number' : `a number of at most ${max}`;
	return max === LARGEST ? `a number of at least ${min}` : `a number from ${min} to ${max}`;
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @throws Failure if there is no value. */
export function required<T>(value: T | undefined, name: string, title: string): T {
	if (value !== undefined) return value;
	throw new Failure(`"${title}" is empty`, `Fill in "${title}" (${name}).`);
}

const nothingFound = (name: string, title: string, value: unknown): Failure => {
	const list = Array.isArray(value) ? 'a list' : undefined;
	return new Failure(
		`"${title}" is ${list ?? `${String(value)}: its expression found nothing`}`,
		list
			? `"${title}" (${name}) takes the name of one field. To process several files, split them into items first.`
			: `Correct the expression in "${title}" (${name}), or empty the field if there is no file.`,
	);
};

const wrong = (name: string, title: string, value: unknown, expected: string): Failure =>
	new Failure(
		`"${title}" is ${typeof value === 'string' ? JSON.stringify(shown(value)) : shown(value)}, which is not ${expected}`,
		`Correct "${title}" (${name}), or the expression in it.`,
	);
