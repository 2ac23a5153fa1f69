import Ajv2020 from 'ajv/dist/2020';
import { z } from 'zod';
import type { Operation } from '../sandbox/description';
import type { Exchange } from './recorder';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const described = z.object({ properties: z.record(z.unknown()).default({}) });

/** @returns in which ways an answer is not as `openapi.yaml` describes it */
export function differences(
	{ method, path, status, answer }: Exchange,
	operations: readonly Operation[],
): string[] {
	const operation = operations.find((one) => one.method === method && matches(one.path, path));
	if (!operation) return [`${method} ${path} is not described`];
	const { operationId, answer: expected } = operation;
	if (status !== expected.status) {
		return [`${operationId} answered ${status}, not ${expected.status}: ${answer.slice(0, 300)}`];
	}
	const body = parsed(answer);
	if (body === undefined) return [`${operationId} answered something else than JSON`];
	const isRight = ajv.compile(expected.schema);
	const known = Object.keys(described.parse(expected.schema).properties);
	const others = Object.keys(Object(body)).filter((name) => !known.includes(name));
	return [
		...(isRight(body) ? [] : [`${operationId}: the answer ${ajv.errorsText(isRight.errors)}`]),
		...(others.length > 0 ? [`${operationId}: the answer has also ${others.join(', ')}`] : []),
	];
}

const matches = (template: string, path: string): boolean =>
	new RegExp(`^${template.replace(/:\w+/g, '[^/]+')}$`).test(path);

export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @returns a value whose texts are short, and whose links have lost what signs them */
export const shortened = (value: unknown): string =>
	JSON.stringify(
		value,
		(_key, inner: unknown) =>
			typeof inner === 'string'
				? inner.replace(/(?<=^https?:[^?]*)\?.*|(?<=^.{60}).{140,}/s, '…')
				: inner,
		'\t',
	);
