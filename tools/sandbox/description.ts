import { z } from 'zod';

/** How one part of a multipart body is to look. */
export interface PartRule {
	/** `file` parts need a file name and a content type, `json` parts hold JSON text */
	readonly kind: 'file' | 'json' | 'text';
	readonly contentTypes: readonly string[];
	readonly maxBytes: number;
}

export interface Operation {
	readonly operationId: string;
	readonly method: 'GET' | 'POST';
	/** with the path parameters as `:name` */
	readonly path: string;
	/** where the fields of a request come from */
	readonly source: 'path' | 'application/json' | 'multipart/form-data';
	/** JSON Schema of the fields */
	readonly schema: Record<string, unknown>;
	/** by part name; empty unless the source is multipart */
	readonly parts: ReadonlyMap<string, PartRule>;
}

const propertySchema = z
	.object({
		type: z.unknown(),
		contentMediaType: z.string().optional(),
		'x-max-bytes': z.number().default(Infinity),
	})
	.passthrough();

const objectSchema = z.object({ properties: z.record(propertySchema).default({}) }).passthrough();

const mediaTypeSchema = z.object({
	schema: objectSchema,
	encoding: z.record(z.object({ contentType: z.string() })).default({}),
});

const operationSchema = z.object({
	operationId: z.string(),
	parameters: z
		.array(z.object({ name: z.string(), in: z.literal('path'), schema: propertySchema }))
		.default([]),
	requestBody: z
		.object({
			content: z
				.object({ 'application/json': mediaTypeSchema, 'multipart/form-data': mediaTypeSchema })
				.partial(),
		})
		.optional(),
});

const documentSchema = z.object({
	paths: z.record(z.object({ get: operationSchema, post: operationSchema }).partial()),
});

type DescribedOperation = z.infer<typeof operationSchema>;

/**
 * Reads the operations out of an OpenAPI document.
 *
 * @param document the parsed document; its references must point into itself and make no circle
 * @throws ZodError when the document lacks what the sandbox needs of it
 */
export function operationsOf(document: unknown): Operation[] {
	const { paths } = documentSchema.parse(resolveReferences(document, document));
	return Object.entries(paths).flatMap(([path, { get, post }]) => [
		...(get ? [toOperation('GET', path, get)] : []),
		...(post ? [toOperation('POST', path, post)] : []),
	]);
}

function toOperation(
	method: 'GET' | 'POST',
	path: string,
	described: DescribedOperation,
): Operation {
	const { operationId, parameters, requestBody } = described;
	const route = { operationId, method, path: path.replace(/{(\w+)}/g, ':$1') };
	const json = requestBody?.content['application/json'];
	const multipart = requestBody?.content['multipart/form-data'];
	if (multipart) {
		const { schema } = multipart;
		return { ...route, source: 'multipart/form-data', schema, parts: partRules(multipart) };
	}
	if (json) {
		return { ...route, source: 'application/json', schema: json.schema, parts: new Map() };
	}
	const schema = {
		type: 'object',
		properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
		required: parameters.map(({ name }) => name),
	};
	return { ...route, source: 'path', schema, parts: new Map() };
}

function partRules({ schema, encoding }: z.infer<typeof mediaTypeSchema>): Map<string, PartRule> {
	return new Map(
		Object.entries(schema.properties).map(([name, property]) => [
			name,
			{
				kind: property.contentMediaType ? 'file' : property.type === 'object' ? 'json' : 'text',
				contentTypes: encoding[name]?.contentType.split(/,\s*/) ?? ['text/plain'],
				maxBytes: property['x-max-bytes'],
			},
		]),
	);
}

/** @returns a copy of `node` with every `$ref` replaced by what it points to in `document` */
function resolveReferences(node: unknown, document: unknown): unknown {
	if (Array.isArray(node)) return node.map((child) => resolveReferences(child, document));
	if (!isObject(node)) return node;
	if (typeof node.$ref === 'string') {
		return resolveReferences(lookUp(node.$ref, document), document);
	}
	return Object.fromEntries(
		Object.entries(node).map(([key, child]) => [key, resolveReferences(child, document)]),
	);
}

const lookUp = (reference: string, document: unknown): unknown =>
	reference
		.replace('#/', '')
		.split('/')
		.reduce((node: unknown, key) => (isObject(node) ? node[key] : undefined), document);

const isObject = (node: unknown): node is Record<string, unknown> =>
	typeof node === 'object' && node !== null;
