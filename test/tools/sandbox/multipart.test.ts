import { Caller, disc, png, refusal, TURBO, V2 } from './caller';

let caller: Caller;
let image: Buffer;
beforeAll(async () => {
	[caller, image] = await Promise.all([Caller.open(), disc(64)]);
});
afterAll(() => caller.close());

describe('a multipart request', () => {
	it('is refused without its file', async () => {
		expect(await caller.upload(`${V2}/describe`, { image_file: 'text' })).toMatchObject(
			refusal('Invalid image_file', 'no file name'),
		);
		expect(await caller.upload(`${V2}/edit`, { prompt: 'x', model: 'V_2' })).toMatchObject(
			refusal('Invalid body', '"image_file" is required'),
		);
	});

	it('is refused with an unknown part', async () => {
		const parts = { image_file: png(image), image: png(image) };
		expect(await caller.upload(`${TURBO}/describe`, parts)).toMatchObject(
			refusal('Invalid image', 'no part "image"'),
		);
	});

	it('is refused for a model that does not exist', async () => {
		const parts = { image_file: png(image), prompt: 'x', model: 'V_3' };
		expect(await caller.upload(`${V2}/edit`, parts)).toMatchObject(
			refusal('Invalid model', '["V_2","V_2_TURBO"]'),
		);
	});

	it('is refused with a file where text belongs', async () => {
		const parts = { image_file: png(image), prompt: new Blob(['x']), model: 'V_2' };
		expect(await caller.upload(`${V2}/edit`, parts)).toMatchObject(
			refusal('Invalid prompt', 'is text, not a file'),
		);
	});

	it.each([
		['{"prompt":"A fox"', 'Invalid image_request', 'not valid JSON'],
		['{"model":"V_2"}', 'Invalid image_request', '"prompt" is required'],
		['{"prompt":"x","model":"V_2","image_weight":0}', 'Invalid image_request.image_weight', '>= 1'],
		[
			'{"prompt":"x","model":"V_2","image_weight":101}',
			'Invalid image_request.image_weight',
			'<= 100',
		],
		['{"prompt":"x","model":"V_2","n":1}', 'Invalid image_request', '"n"'],
	])('is refused for the JSON part %s', async (image_request, error, message) => {
		const parts = { image_file: png(image), image_request };
		expect(await caller.upload(`${V2}/remix`, parts)).toMatchObject(refusal(error, message));
	});

	it.each([
		['a part without a name', 'form-data', 'Invalid body', 'has no name'],
		['a file without a name', 'form-data; name="image_file"', 'Invalid image_file', 'no file name'],
		[
			'a file without a type',
			'form-data; name="image_file"; filename="a.png"',
			'Invalid image_file',
			'no content type',
		],
	])('is refused for %s', async (_what, disposition, error, message) => {
		const body = `--b\r\nContent-Disposition: ${disposition}\r\n\r\nx\r\n--b--\r\n`;
		expect(await sendMultipart(body)).toMatchObject(refusal(error, message));
	});

	it('is refused with a part given twice', async () => {
		const part = `--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nx\r\n`;
		expect(await sendMultipart(`${part}${part}--b--\r\n`, 'edit')).toMatchObject(
			refusal('Invalid prompt', 'given twice'),
		);
	});

	it('is refused when it is cut short', async () => {
		const body = '--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nx';
		expect(await sendMultipart(body)).toMatchObject(refusal('Invalid body', 'cut short'));
	});

	it('is refused without a boundary', async () => {
		const headers = { 'content-type': 'multipart/form-data' };
		expect(
			await caller.call(`${V2}/describe`, { method: 'POST', headers, body: 'x' }),
		).toMatchObject(refusal('Invalid body', 'needs a boundary'));
	});

	const sendMultipart = (body: string, operation = 'describe') =>
		caller.call(`${V2}/${operation}`, {
			method: 'POST',
			headers: { 'content-type': 'multipart/form-data; boundary=b' },
			body,
		});
});
