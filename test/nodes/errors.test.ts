import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { RunNodeOptions } from '../../tools/n8nCore/runNode';
import { image, imageAnswer, jobAnswer, queuedAnswer, REQUEST_ID } from '../support/answers';
import { GATEWAY, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { complaintOf, CONTINUE, jsonItem } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const ERROR_OUTPUT = { onError: 'continueErrorOutput' } satisfies Partial<INode>;
const GENERATE_URL = `${V2.endpoint}/generate`;

const PROMPTED = {
	type: V2.type,
	parameters: { prompt: '={{ $json.prompt }}', options: { downloadImages: false, retries: 0 } },
};

/** Three prompts: the API refuses the second, and fails with the third. */
async function runThree(settings: Partial<RunNodeOptions> = {}) {
	const answer = (containing: string, more: object) =>
		wire.answer('POST', GENERATE_URL, { containing, ...more });
	answer('first', { body: imageAnswer });
	answer('second', { status: 400, body: { error: 'Nothing <b>of that kind</b>' }, delayMs: 40 });
	answer('third', { status: 500, body: {}, delayMs: 80 });
	const items = ['first', 'second', 'third'].map((prompt) => jsonItem({ prompt }));
	return await pixazo.run({ ...PROMPTED, items, ...settings });
}

test('one item ends the run in an error that says what the others have paid for', async () => {
	const execution = await runThree();
	expect(execution.items()).toEqual([]);
	expect(execution.error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
	expect(execution.error?.message).toContain('(HTTP 400) [Item 1]');
	const description = execution.error?.description ?? '';
	// The editor shows it as HTML: lines are broken by tags, and nothing else is a tag.
	expect(description).toContain('Nothing &lt;b>of that kind&lt;/b>');
	const lines = description.split('<br>\n');
	expect(lines).toContainEqual(`Item 0: ${image.url}`);
	expect(lines).toContainEqual(expect.stringMatching(/^Item 2: .*may have been charged.*HTTP 500/));
});

test('an item that failed is an error item in its place, if the node is to continue', async () => {
	const execution = await runThree(CONTINUE);
	expect(execution.error).toBeUndefined();
	expect(execution.items().map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	const [first, second, third] = execution.items().map(({ json }) => json);
	expect(first).toMatchObject({ url: image.url });
	expect(second).toEqual({ error: expect.stringMatching(/\[Item 1\].*of that kind/) });
	expect(third).toEqual({ error: expect.stringMatching(/\[Item 2\].*may have been charged/s) });
});

// n8n takes an item for an error only if its JSON has `error` and `message` and nothing else.
test('an item that failed goes to the error output, if there is one', async () => {
	const execution = await runThree(ERROR_OUTPUT);
	expect(execution.items('Node', 0)).toMatchObject([{ json: { url: image.url } }]);
	expect(execution.items('Node', 1)).toMatchObject([
		{ json: { error: expect.stringContaining('[Item 1]') } },
		{ json: { error: expect.stringContaining('[Item 2]') } },
	]);
});

describe('the job of an item that failed', () => {
	const FAILED_URL = queuedAnswer.polling_url;

	async function runOne(settings: Partial<RunNodeOptions>) {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		wire.answer('GET', FAILED_URL, { body: jobAnswer('FAILED', { error: 'No subject' }) });
		return await pixazo.run({
			type: REMOVE_BACKGROUND,
			parameters: {
				imageUrl: 'https://images.example/a.png',
				options: { pollInterval: 1 },
			},
			...settings,
		});
	}

	test('is named in fields of the error item', async () => {
		const [item] = (await runOne(CONTINUE)).items();
		expect(item?.json).toEqual({
			error: expect.stringMatching(/FAILED: No subject.*\[Item 0\]/),
			request_id: REQUEST_ID,
			polling_url: FAILED_URL,
			status: 'FAILED',
		});
	});

	test('is named in the words at the error output, and in those of the run', async () => {
		const [item] = (await runOne(ERROR_OUTPUT)).items('Node', 1);
		const { error } = await runOne({});
		for (const words of [item?.json.message, error?.description?.replaceAll('<br>', '')]) {
			expect(words).toContain(`Request ID: ${REQUEST_ID}\nPolling URL: ${FAILED_URL}`);
		}
		for (const words of [item?.json.error, error?.message]) expect(words).toContain(REQUEST_ID);
	});
});

describe('a run that cannot start', () => {
	const wrongs: Array<[string, Partial<RunNodeOptions>, RegExp]> = [
		['a Base URL', { credentials: { pixazoApi: { apiKey: 'k', baseUrl: 'nowhere' } } }, /Base URL/],
		['no key', { credentials: { pixazoApi: { apiKey: ' ', baseUrl: GATEWAY } } }, /API Key/],
		['a line break', { credentials: { pixazoApi: { apiKey: 'a\nb', baseUrl: GATEWAY } } }, /line/],
		['no credential', { credentials: {} }, /credential/i],
		[
			'a bound of 0',
			{ parameters: { prompt: 'x', options: { maxConcurrency: 0 } } },
			/"Max Concurrency" is 0/,
		],
		[
			'an operation that is none',
			{ parameters: { operation: 'paint', prompt: 'x' } },
			/no operation "paint".*Generate Image/s,
		],
	];

	test.each(wrongs)(
		'for %s fails each item as its error mode asks',
		async (_what, settings, words) => {
			const options = {
				...PROMPTED,
				items: [jsonItem({ prompt: 'x' }), jsonItem({ prompt: 'y' })],
			};
			const told = ({ json }: INodeExecutionData) => `${json.error} ${json.message}`;
			const failed = await pixazo.run({ ...options, ...settings });
			expect(complaintOf(failed)).toMatch(words);

			const continued = await pixazo.run({ ...options, ...settings, ...CONTINUE });
			const toldAll = [0, 1].map((index) => expect.stringContaining(`[Item ${index}]`));
			expect(continued.items().map(told)).toEqual(toldAll);
			expect(told(continued.items()[0] ?? { json: {} })).toMatch(words);

			const parted = await pixazo.run({ ...options, ...settings, ...ERROR_OUTPUT });
			expect(parted.items('Node', 0)).toEqual([]);
			expect(parted.items('Node', 1).map(told)).toEqual(toldAll);
		},
	);
});

describe("n8n's own words are shown", () => {
	test('of an expression that fails', async () => {
		const execution = await pixazo.run({
			...PROMPTED,
			parameters: { prompt: "={{ $('Nope').item.json.x }}" },
		});
		expect(complaintOf(execution)).toMatch(/Nope|node/);
		expect(complaintOf(execution)).not.toMatch(/report it/);
	});

	test('of a stored file that is gone', async () => {
		const { data } = (await pixazo.fileItem()).binary ?? {};
		const gone = {
			...data,
			mimeType: 'image/png',
			data: 'filesystem-v2',
			id: 'filesystem-v2:gone',
		};
		const execution = await pixazo.run({
			type: V2.type,
			parameters: { operation: 'describe' },
			items: [{ json: {}, binary: { data: gone } }],
		});
		expect(complaintOf(execution)).toMatch(/not found|no such file/i);
		expect(complaintOf(execution)).not.toMatch(/report it/);
	});
});

test.each([
	['warns that "Retry On Fail" pays again, when it is on', true, [/paid for again/]],
	['has nothing to warn of otherwise', false, []],
])('%s', async (_what, retryOnFail, warnings) => {
	wire.answer('POST', GENERATE_URL, { body: imageAnswer });
	const execution = await pixazo.run({
		...PROMPTED,
		items: [jsonItem({ prompt: 'x' })],
		retryOnFail,
	});
	const hints = execution.runData.Node?.at(-1)?.hints ?? [];
	expect(hints.map(({ message }) => message)).toEqual(
		warnings.map((warning) => expect.stringMatching(warning)),
	);
});
