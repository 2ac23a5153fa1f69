import Ajv2020 from 'ajv/dist/2020';
import { operationsOf } from '../../../tools/sandbox/description';
import {
	Caller,
	disc,
	png,
	readDescription,
	REMOVE_BACKGROUND,
	type Reply,
	TURBO,
	V2,
} from './caller';

let caller: Caller;
let image: Buffer;
let description: unknown;
beforeAll(async () => {
	[caller, image, description] = await Promise.all([
		Caller.open({ jobSeconds: 0 }),
		disc(64),
		readDescription(),
	]);
});
afterAll(() => caller.close());

const remixOf = (model: string) => ({
	image_request: JSON.stringify({ prompt: 'A fox', model }),
	image_file: png(image),
});

const editWith = (model: string) => ({ image_file: png(image), prompt: 'x', model });

const requests: ReadonlyArray<readonly [string, () => Promise<Reply>]> = [
	[`${V2}/generate`, () => caller.generate({ prompt: 'A fox' })],
	[`${V2}/describe`, () => caller.upload(`${V2}/describe`, { image_file: png(image) })],
	[`${V2}/edit`, () => caller.upload(`${V2}/edit`, editWith('V_2'))],
	[`${V2}/remix`, () => caller.upload(`${V2}/remix`, remixOf('V_2'))],
	[
		`${TURBO}/generate`,
		() =>
			caller.post(`${TURBO}/generate`, { image_request: { prompt: 'A fox', model: 'V_2_TURBO' } }),
	],
	[`${TURBO}/describe`, () => caller.upload(`${TURBO}/describe`, { image_file: png(image) })],
	[`${TURBO}/edit`, () => caller.upload(`${TURBO}/edit`, editWith('V_2_TURBO'))],
	[`${TURBO}/remix`, () => caller.upload(`${TURBO}/remix`, remixOf('V_2_TURBO'))],
	[REMOVE_BACKGROUND, () => caller.post(REMOVE_BACKGROUND, { image_url: 'https://example.com/a' })],
];

it('describes ten operations', () => {
	const described = operationsOf(description).map(({ operationId }) => operationId);
	expect(described).toHaveLength(10);
	expect(new Set(described).size).toBe(10);
});

it.each(requests)('describes the answer of %s', async (path, send) => {
	const { status, json } = await send();
	expect(status).toBe(200);
	expect(complaints(answerAt(path, 'post'), json)).toEqual([]);
});

it('describes the answer to a look-up', async () => {
	const job = await caller.lookUp(await caller.submit({ image_url: 'https://example.com/a' }));
	expect(complaints(answerAt('/v2/requests/status/{request_id}', 'get'), job)).toEqual([]);
});

it('describes a refusal', async () => {
	const { status, json } = await caller.post(REMOVE_BACKGROUND, {});
	expect(status).toBe(400);
	expect(complaints(['components', 'schemas', 'Error'], json)).toEqual([]);
});

const answerAt = (path: string, method: string): string[] => [
	'paths',
	path,
	method,
	'responses',
	'200',
	'content',
	'application/json',
	'schema',
];

/** @returns what is wrong with a value by the schema at that place of the description */
function complaints(place: readonly string[], value: unknown): unknown[] {
	const ajv = new Ajv2020({ strict: false, allErrors: true });
	ajv.addSchema(Object(description), 'description');
	const pointer = place.map((key) => encodeURIComponent(key.replaceAll('/', '~1'))).join('/');
	const validate = ajv.compile({ $ref: `description#/${pointer}` });
	validate(value);
	return validate.errors ?? [];
}
