import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { Failure } from './http/failure';

/** The parameters of one item, checked: an expression can put anything into any of them. */
export class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	/** @param name as in the node's description; a dot leads into a collection. Undefined for what is unset or empty. */
	private value(name: string): unknown {
		const value: unknown = this.context.getNodeParameter(name, this.itemIndex, '');
		return value === '' || value === null ? undefined : value;
	}

	/** @throws Failure if it is not a text, or nothing but space. */
	text(name: string, title: string): string {
		const text = this.optionalText(name, title);
		if (text !== undefined) return text;
		throw new Failure(`${title} is empty`, `Fill in the parameter "${title}" (${name}).`);
	}

	optionalText(name: string, title: string): string | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		if (typeof value !== 'string') throw wrong(name, title, value, 'a text');
		return value.trim() === '' ? undefined : value;
	}

	/** A whole number from `min` to `max`; digits in a text count as well, as expressions and agents give them. */
	integer(name: string, title: string, min: number, max: number): number {
		const value = this.optionalInteger(name, title, min, max);
		if (value !== undefined) return value;
		throw new Failure(`${title} is empty`, `Fill in the parameter "${title}" (${name}).`);
	}

	optionalInteger(name: string, title: string, min: number, max: number): number | undefined {
		const value = this.optionalNumber(name, title, min, max);
		if (value === undefined || Number.isInteger(value)) return value;
		throw wrong(name, title, value, 'a whole number');
	}

	optionalNumber(name: string, title: string, min: number, max: number): number | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && number >= min && number <= max) return number;
		throw wrong(name, title, value, `a number from ${min} to ${max}`);
	}

	optionalBoolean(name: string, title: string): boolean | undefined {
		const value = this.value(name);
		if (value === undefined || typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw wrong(name, title, value, 'true or false');
	}

	/** One of the values of a list of the node's description. */
	choice<T extends string>(name: string, title: string, values: readonly T[]): T {
		const value = this.optionalChoice(name, title, values);
		if (value !== undefined) return value;
		throw new Failure(`${title} is empty`, `Choose one for the parameter "${title}" (${name}).`);
	}

	optionalChoice<T extends string>(
		name: string,
		title: string,
		values: readonly T[],
	): T | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		const choice = values.find((one) => one === value);
		if (choice !== undefined) return choice;
		throw wrong(name, title, value, `one of ${values.join(', ')}`);
	}

	/** A field of binary data: its name, or (n8n 2.x, by expression) the binary data itself. */
	optionalBinary(name: string): string | IBinaryData | undefined {
		const value = this.value(name);
		return typeof value === 'string' || isBinaryData(value) ? value : undefined;
	}
}

const isBinaryData = (value: unknown): value is IBinaryData =>
	typeof value === 'object' && value !== null && 'mimeType' in value && 'data' in value;

const wrong = (name: string, title: string, value: unknown, expected: string): Failure =>
	new Failure(
		`${title} is ${shown(value)}, which is not ${expected}`,
		`Correct the parameter "${title}" (${name}), or the expression in it.`,
	);

const shown = (value: unknown): string => {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
