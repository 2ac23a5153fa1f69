import { readFileSync } from 'fs-extra';
import { parse } from 'yaml';
import { z } from 'zod';

type Schema = Record<string, unknown>;

/** One operation of the description, with every reference replaced by what it points to. */
export interface Operation {
	readonly operationId: string;
	readonly method: 'GET' | 'POST';
	/** with the path parameters as `:name` */
	readonly path: string;
	/** where the fields of a request come from */
	readonly source: 'path' | 'application/json' | 'multipart/form-data';
	/** JSON Schema of the fields */
	readonly schema: Schema;
	/** the fields of a valid request, without its files */
	readonly example?: unknown;
	readonly answer: { readonly status: number; readonly schema: Schema };
}

const body = z.object({ schema: z.record(z.unknown()), example: z.unknown() });
const operation = z.object({
	operationId: z.string(),
	parameters: z
		.array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() }))
		.default([]),
	requestBody: z
		.object({
			content: z.object({ 'application/json': body, 'multipart/form-data': body }).partial(),
		})
		.default({ content: {} }),
	responses: z.record(z.object({ content: z.object({ 'application/json': body }) })),
});
const description = z.object({
	paths: z.record(z.record(z.enum(['get', 'post']), operation)),
});

/** @returns the operations that `docs/openapi.yaml` describes; its references may make no circle */
export function describedOperations(): Operation[] {
	const document: unknown = parse(readFileSync(require.resolve('../../docs/openapi.yaml'), 'utf8'));
	const { paths } = description.parse(resolveReferences(document, document));
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).flatMap(
			([method, { operationId, parameters, requestBody, responses }]) => {
				const route = {
					...{ operationId, path: path.replace(/{(\w+)}/g, ':$1') },
					method: method === 'get' ? ('GET' as const) : ('POST' as const),
				};
				const inPath = parameters.filter((parameter) => parameter.in === 'path');
				const properties = Object.fromEntries(inPath.map(({ name, schema }) => [name, schema]));
				const { 'application/json': json, 'multipart/form-data': form } = requestBody.content;
				return Object.entries(responses).map(([status, { content }]) => ({
					...route,
					source: json ? 'application/json' : form ? 'multipart/form-data' : 'path',
					...(json ?? form ?? { schema: { type: 'object', properties } }),
					answer: { status: Number(status), schema: content['application/json'].schema },
				}));
			},
		),
	);
}

/** @returns a copy of `node` with every `$ref` replaced by what it points to in `document` */
function resolveReferences(node: unknown, document: unknown): unknown {
	if (Array.isArray(node)) return node.map((child) => resolveReferences(child, document));
	if (!isObject(node)) return node;
	if (typeof node.$ref === 'string') {
		const keys = node.$ref.replace('#/', '').split('/');
		const target = keys.reduce(
			(at: unknown, key) => (isObject(at) ? at[key] : undefined),
			document,
		);
		return resolveReferences(target, document);
	}
	return Object.fromEntries(
		Object.entries(node).map(([key, child]) => [key, resolveReferences(child, document)]),
	);
}

const isObject = (node: unknown): node is Schema => typeof node === 'object' && node !== null;
