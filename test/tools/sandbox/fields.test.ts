import { Caller, refusal, TURBO, V2 } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

describe('a generate request', () => {
	const valid = { prompt: 'A fox', model: 'V_2' };

	it.each([
		['an unknown field', { ...valid, colour: 'red' }, 'image_request', '"colour"'],
		['no prompt', { model: 'V_2' }, 'image_request', '"prompt" is required'],
		['an empty prompt', { ...valid, prompt: '' }, 'image_request.prompt', 'fewer than 1'],
		['no model', { prompt: 'A fox' }, 'image_request', '"model" is required'],
		['the other model', { ...valid, model: 'V_2_TURBO' }, 'image_request.model', '["V_2"]'],
		[
			'a wrong ratio',
			{ ...valid, aspect_ratio: '1:1' },
			'image_request.aspect_ratio',
			'ASPECT_1_1',
		],
		['a wrong style', { ...valid, style_type: 'OIL' }, 'image_request.style_type', 'ANIME'],
		[
			'a wrong option',
			{ ...valid, magic_prompt_option: true },
			'image_request.magic_prompt_option',
			'string',
		],
		[
			'a palette by name',
			{ ...valid, color_palette: 'EMBER' },
			'image_request.color_palette',
			'object',
		],
		[
			'a wrong palette',
			{ ...valid, color_palette: { name: 'NEON' } },
			'image_request.color_palette.name',
			'EMBER',
		],
		['a seed as text', { ...valid, seed: '212' }, 'image_request.seed', 'integer'],
		['a fractional seed', { ...valid, seed: 2.5 }, 'image_request.seed', 'integer'],
		['seed 0', { ...valid, seed: 0 }, 'image_request.seed', '>= 1'],
		['too large a seed', { ...valid, seed: 10_000_000_000 }, 'image_request.seed', '<= 9999999999'],
		['an image weight', { ...valid, image_weight: 50 }, 'image_request', '"image_weight"'],
	])('is refused for %s', async (_what, image_request, where, message) => {
		expect(await caller.post(`${V2}/generate`, { image_request })).toMatchObject(
			refusal(`Invalid ${where}`, message),
		);
	});

	it('is refused without its wrapping', async () => {
		expect(await caller.post(`${V2}/generate`, valid)).toMatchObject(
			refusal('Invalid body', '"image_request" is required'),
		);
	});

	it('is refused at Turbo for the model of V2', async () => {
		expect(await caller.post(`${TURBO}/generate`, { image_request: valid })).toMatchObject(
			refusal('Invalid image_request.model', '["V_2_TURBO"]'),
		);
	});

	it.each([
		['text/plain', '{}', 'Invalid Content-Type', 'must be application/json, not "text/plain"'],
		['application/json', '{"image_request":', 'Invalid body', 'not valid JSON'],
		['application/json', '[]', 'Invalid body', 'object'],
	])('is refused as %s: %s', async (type, body, error, message) => {
		const init = { method: 'POST', headers: { 'content-type': type }, body };
		expect(await caller.call(`${V2}/generate`, init)).toMatchObject(refusal(error, message));
	});

	it('is refused with a query', async () => {
		expect(await caller.post(`${V2}/generate?a=1`, { image_request: valid })).toMatchObject(
			refusal('Invalid query', 'no query parameters'),
		);
	});
});
