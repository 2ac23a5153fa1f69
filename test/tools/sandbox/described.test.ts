import Ajv2020 from 'ajv/dist/2020';
import { z } from 'zod';
import { describedOperations, type Operation } from '../../../tools/sandbox/description';
import { modelOperations } from '../../../tools/sandbox/operations/catalogue';
import { Caller, square, type Parts, png, type Reply } from './caller';

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** One model of the catalogue for each form of answer and each kind of file. */
const MODELS = [
	...['getImage/v1/getSDXLImage', 'idm-vton-api/v1/r-idm-vton', 'recraft/v4/generate'],
	...['whisper-large-v3-turbo/v1/speech-to-text', 'nano-banana-pro/v1/image-to-image/editing'],
	...['wan-2-7-api/v1/generateWan27TextToImageRequest', 'veo/v1/image-to-video'],
	...['gemini-flash-tts/v1/gemini-flash-tts/generate'],
	...['trellis-2-image-to-3d/v1/trellis-2-image-to-3d-request'],
];

const OPERATIONS = [
	...describedOperations(),
	...modelOperations().filter(({ operationId }) => MODELS.includes(operationId)),
];

let caller: Caller;
let file: ReturnType<typeof png>;
beforeAll(async () => {
	[caller, file] = await Promise.all([Caller.open({ jobSeconds: 0 }), square(64).then(png)]);
});
afterAll(() => caller.close());

type Fields = Readonly<Record<string, unknown>>;

const objectSchema = z.object({
	properties: z.record(z.record(z.unknown())).default({}),
	required: z.array(z.string()).default([]),
	allOf: z.array(z.unknown()).default([]),
	additionalProperties: z.unknown(),
	unevaluatedProperties: z.unknown(),
});

/** @returns what a schema and those that it extends say of an object */
function objectOf(schema: unknown): z.infer<typeof objectSchema> {
	const own = objectSchema.parse(schema);
	const bases = own.allOf.map(objectOf);
	return {
		...own,
		properties: Object.assign({}, ...bases.map(({ properties }) => properties), own.properties),
		required: [...bases.flatMap(({ required }) => required), ...own.required],
	};
}

/** @returns fields that are each wrong in one way, and the way in words */
function* invalidVariants(schema: unknown, valid: Fields): Generator<[string, Fields]> {
	const { properties, required, additionalProperties, unevaluatedProperties } = objectOf(schema);
	for (const name of required) {
		yield [
			`without ${name}`,
			Object.fromEntries(Object.entries(valid).filter(([key]) => key !== name)),
		];
	}
	if (additionalProperties === false || unevaluatedProperties === false) {
		yield ['with an unknown field', { ...valid, colour: 'red' }];
	}
	for (const [name, rule] of Object.entries(properties)) {
		const isRight = ajv.compile(rule);
		for (const wrong of [[null], 'wrong', '', 1.5, -1, 10 ** 11]) {
			if (!isRight(wrong)) yield [`${name}: ${JSON.stringify(wrong)}`, { ...valid, [name]: wrong }];
		}
		const inner = z.record(z.unknown()).safeParse(valid[name]);
		if (!inner.success || !('properties' in rule)) continue;
		for (const [way, wrong] of invalidVariants(rule, inner.data)) {
			yield [`${name}: ${way}`, { ...valid, [name]: wrong }];
		}
	}
}

async function send({ method, path, source, schema }: Operation, fields: Fields): Promise<Reply> {
	if (method === 'GET') {
		return await caller.call(path.replace(/:(\w+)/, (_, name: string) => `${fields[name]}`));
	}
	if (source === 'application/json') return await caller.post(path, fields);
	const { properties } = objectOf(schema);
	const form: Parts = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => {
			if (typeof value === 'string') return [name, value];
			const isText = properties[name]?.type === 'string' || value === file;
			return [name, isText ? file : JSON.stringify(value)];
		}),
	);
	return await caller.upload(path, form);
}

/** @returns the fields of a valid request */
async function validFields({ source, example, schema }: Operation): Promise<Fields> {
	if (source === 'path') return { request_id: (await caller.submit()).request_id };
	const fields = z.record(z.unknown()).parse(example);
	for (const [name, { contentMediaType }] of Object.entries(objectOf(schema).properties)) {
		if (contentMediaType) fields[name] = file;
	}
	return fields;
}

describe.each(OPERATIONS)('$operationId', (operation) => {
	it('answers a valid request as described', async () => {
		const { status, json } = await send(operation, await validFields(operation));
		expect([status, json]).toEqual([operation.answer.status, expect.anything()]);
		const isDescribed = ajv.compile(operation.answer.schema);
		isDescribed(json);
		expect(isDescribed.errors ?? []).toEqual([]);
	});

	it('refuses invalid requests with 400 and charges nothing', async () => {
		const valid = await validFields(operation);
		await caller.admin.reset();
		for (const [way, fields] of invalidVariants(operation.schema, valid)) {
			const { status, json } = await send(operation, fields);
			expect([way, status]).toEqual([way, operation.method === 'GET' ? expect.any(Number) : 400]);
			expect(json).toEqual({ error: expect.any(String), message: expect.any(String) });
		}
		expect(await caller.admin.charges()).toMatchObject({ count: 0 });
	});

	it('refuses a wrong key', async () => {
		const init = { method: operation.method, headers: { 'Ocp-Apim-Subscription-Key': 'another' } };
		const { status } = await fetch(`${caller.sandbox.gatewayUrl}${operation.path}`, init);
		expect(status).toBe(401);
	});
});
