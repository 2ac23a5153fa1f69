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
	/** by part name; empty unless the source is multipart */
	readonly parts: Readonly<Record<string, 'file' | 'json' | 'text'>>;
	/** the fields of a valid request, without its files */
	readonly example?: unknown;
	readonly answer: { readonly status: number; readonly schema: Schema };
}

const schema = z.record(z.unknown());
const body = z.object({ schema, example: z.unknown() });
const parts = z.object({
	properties: z.record(
		z.object({ type: z.string(), contentMediaType: z.string() }).partial().passthrough(),
	),
});
const operation = z.object({
	operationId: z.string(),
	parameters: z.array(z.object({ name: z.string(), in: z.string(), schema })).default([]),
	requestBody: z
		.object({
			content: z.object({ 'application/json': body, 'multipart/form-data': body }).partial(),
		})
		.default({ content: {} }),
	responses: z.record(z.object({ content: z.object({ 'application/json': body }) })),
});
const description = z.object({
	paths: z.record(z.object({ get: operation, post: operation }).partial()),
});

/**
 * @param document a parsed OpenAPI document, whose references point into itself and make no circle
 * @throws ZodError when the document lacks what the sandbox needs of it
 */
export function operationsOf(document: unknown): Operation[] {
	const { paths } = description.parse(resolveReferences(document, document));
	return Object.entries(paths).flatMap(([path, { get, post }]) => [
		...(get ? [toOperation('GET', path, get)] : []),
		...(post ? [toOperation('POST', path, post)] : []),
	]);
}

function toOperation(
	method: 'GET' | 'POST',
	path: string,
	{ operationId, parameters, requestBody, responses }: z.infer<typeof operation>,
): Operation {
	const [answer] = Object.entries(responses).map(([status, { content }]) => ({
		status: Number(status),
		schema: content['application/json'].schema,
	}));
	if (!answer) throw new RangeError(`${operationId} has no answer.`);
	const route = { operationId, method, path: path.replace(/{(\w+)}/g, ':$1'), answer };
	const { 'application/json': json, 'multipart/form-data': form } = requestBody.content;
	if (json) return { ...route, source: 'application/json', parts: {}, ...json };
	if (form)
		return { ...route, source: 'multipart/form-data', parts: partsOf(form.schema), ...form };
	const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
	const schema = { type: 'object', properties, required: Object.keys(properties) };
	return { ...route, source: 'path', parts: {}, schema };
}

const partsOf = (form: Schema): Operation['parts'] =>
	Object.fromEntries(
		Object.entries(parts.parse(form).properties).map(([name, { type, contentMediaType }]) => [
			name,
			contentMediaType ? 'file' : type === 'string' ? 'text' : 'json',
		]),
	);

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

const isObject = (node: unknown): node is Record<string, unknown> =>
	typeof node === 'object' && node !== null;
