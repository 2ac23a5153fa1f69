import type { RunNodeOptions } from '../../tools/n8nCore/runNode';
import {
	completedAnswer,
	jobAnswer,
	picture,
	pictureAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
} from '../support/answers';
import { IDEOGRAM_NODES, REMOVE_BACKGROUND, SUBMIT_URL } from '../support/gateway';
import { complaintOf, CONTINUE, jsonItem } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

const ERROR_OUTPUT = { onError: 'continueErrorOutput' } satisfies Partial<RunNodeOptions>;

describe.each(IDEOGRAM_NODES)('$title', ({ type, endpoint }) => {
	/** Three prompts, of which the API refuses the second. */
	async function runThree(settings: Partial<RunNodeOptions> = {}) {
		const url = `${endpoint}/generate`;
		for (const prompt of ['first', 'third']) {
			const data = [{ ...picture, prompt }];
			wire.answer('POST', url, { body: { data }, containing: prompt });
		}
		const refusal = { error: 'Bad Request', message: 'Nothing of that kind' };
		wire.answer('POST', url, { status: 400, body: refusal, containing: 'second', delayMs: 40 });
		return await pixazo.run({
			type,
			parameters: { prompt: '={{ $json.prompt }}', options: { downloadImages: false } },
			items: ['first', 'second', 'third'].map((prompt) => jsonItem({ prompt })),
			...settings,
		});
	}

	test('fails as a whole with one item, naming what was paid for', async () => {
		const execution = await runThree();
		expect(execution.items()).toEqual([]);
		expect(execution.error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		for (const word of ['item 1', 'Nothing of that kind', 'item 0', 'item 2', picture.url]) {
			expect(complaintOf(execution)).toContain(word);
		}
	});

	test('puts out an error item in the place of the one that failed', async () => {
		const execution = await runThree(CONTINUE);
		expect(execution.error).toBeUndefined();
		expect(execution.items()).toMatchObject([
			{ json: { prompt: 'first' }, pairedItem: { item: 0 } },
			{ json: { error: expect.stringContaining('item 1') }, pairedItem: { item: 1 } },
			{ json: { prompt: 'third' }, pairedItem: { item: 2 } },
		]);
		expect(Object.keys(execution.items()[1]?.json ?? {})).toEqual(['error']);
	});

	test('sends an item that failed to the error output, if there is one', async () => {
		const execution = await runThree(ERROR_OUTPUT);
		expect(execution.items('Node', 0)).toMatchObject([
			{ json: { prompt: 'first' }, pairedItem: { item: 0 } },
			{ json: { prompt: 'third' }, pairedItem: { item: 2 } },
		]);
		expect(execution.items('Node', 1)).toMatchObject([
			{ json: { error: expect.stringContaining('item 1') } },
		]);
	});

	test('goes on when a run cannot even be prepared', async () => {
		wire.answer('POST', `${endpoint}/generate`, { body: pictureAnswer });
		const execution = await pixazo.run({
			type,
			parameters: {
				prompt: '={{ $json.prompt }}',
				options: { downloadImages: false, seed: '={{ $json.seed }}' },
			},
			items: [jsonItem({ prompt: 'x', seed: 'much' }), jsonItem({ prompt: 'x', seed: 7 })],
			...CONTINUE,
		});
		expect(execution.items()).toMatchObject([
			{ json: { error: expect.stringMatching(/Seed.*item 0/) } },
			{ json: { url: picture.url } },
		]);
	});
});

describe('Remove Background', () => {
	const options = { downloadImages: false, pollInterval: 0.05 };
	const imageUrl = 'https://pictures.example/{{ $json.name }}.png';

	/** Two images, of which the second ends as FAILED. */
	async function runTwo(settings: Partial<RunNodeOptions> = {}) {
		const failedUrl = `${POLLING_URL}-2`;
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer, containing: 'first' });
		wire.answer('POST', SUBMIT_URL, {
			body: { ...queuedAnswer, request_id: `${REQUEST_ID}-2`, polling_url: failedUrl },
			containing: 'second',
		});
		wire.answer('GET', POLLING_URL, { body: completedAnswer });
		const more = { request_id: `${REQUEST_ID}-2`, error: 'No subject found' };
		wire.answer('GET', failedUrl, { body: jobAnswer('FAILED', more) });
		return await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'remove', imageUrl: `=${imageUrl}`, options },
			items: ['first', 'second'].map((name) => jsonItem({ name })),
			...settings,
		});
	}

	const errorJson = {
		error: expect.stringMatching(/FAILED: No subject found.*item 1/),
		request_id: `${REQUEST_ID}-2`,
		polling_url: `${POLLING_URL}-2`,
		status: 'FAILED',
	};

	test('is an error that the editor can show: lines are broken by tags, and nothing else is a tag', async () => {
		wire.answer('POST', SUBMIT_URL, { status: 400, body: { error: 'No <b>subject</b>' } });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'remove', imageUrl: 'https://pictures.example/a.png', options },
		});
		expect(execution.error?.description).toContain('No &lt;b>subject&lt;/b>');
		const failed = (await runTwo()).error?.description;
		expect(failed).toContain(`<br>\nRequest ID: ${REQUEST_ID}-2<br>\nPolling URL: `);
	});

	test('names the request of an item that failed on the error item', async () => {
		const execution = await runTwo(CONTINUE);
		expect(execution.items().map(({ json }) => json)).toEqual([
			expect.objectContaining({ request_id: REQUEST_ID, status: 'COMPLETED' }),
			errorJson,
		]);
	});

	// n8n takes no item for an error that has more in its JSON than error, message and details.
	test('names it on the item at the error output too, as far as n8n lets it', async () => {
		const execution = await runTwo(ERROR_OUTPUT);
		expect(execution.items('Node', 0)).toHaveLength(1);
		const [failed] = execution.items('Node', 1);
		expect(failed?.json.error).toEqual(errorJson.error);
		expect(JSON.stringify(failed?.json)).toContain(`${REQUEST_ID}-2`);
	});

	test('names the request that goes on of an item whose time was over', async () => {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		wire.answer('GET', POLLING_URL, { body: jobAnswer('PROCESSING'), times: 100 });
		const execution = await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: {
				imageUrl: 'https://pictures.example/a.png',
				options: { ...options, timeout: 0.5 },
			},
			...CONTINUE,
		});
		expect(execution.items().map(({ json }) => json)).toEqual([
			{
				error: expect.stringContaining('item 0'),
				request_id: REQUEST_ID,
				polling_url: POLLING_URL,
				status: 'PROCESSING',
			},
		]);
	});

	test('fails as a whole with one item, naming every other request', async () => {
		const execution = await runTwo();
		for (const word of [`${REQUEST_ID}-2`, 'FAILED', 'item 1', 'item 0', REQUEST_ID]) {
			expect(complaintOf(execution)).toContain(word);
		}
		expect(complaintOf(execution)).toMatch(new RegExp(`item 0: .*${REQUEST_ID}(?!-)`));
	});
});
