import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { RunNodeOptions } from '../../tools/n8nCore/runNode';
import {
	image,
	imageAnswer,
	jobAnswer,
	POLLING_URL,
	queuedAnswer,
	REQUEST_ID,
} from '../support/answers';
import { API_KEY, GATEWAY, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { complaintOf, CONTINUE, jsonItem } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { useWire } from '../support/wire';

const wire = useWire();
const pixazo = new Pixazo();

const ERROR_OUTPUT = { onError: 'continueErrorOutput' } satisfies Partial<INode>;
const GENERATE_URL = `${V2.endpoint}/generate`;
type Settings = Partial<RunNodeOptions>;

const PROMPTED = {
	type: V2.type,
	parameters: { prompt: '={{ $json.prompt }}', options: { downloadImages: false, retries: 0 } },
};
const promptItems = (...prompts: string[]) => prompts.map((prompt) => jsonItem({ prompt }));

/** Three prompts: the API refuses the second, and fails with the third. The first link repeats the key. */
async function runThree(settings: Settings = {}) {
	const answer = (containing: string, more: object) =>
		wire.answer('POST', GENERATE_URL, { containing, ...more });
	const leaky = { ...image, url: `${image.url}&key=${API_KEY}` };
	answer('first', { body: { ...imageAnswer, data: [leaky] } });
	answer('second', { status: 400, body: { error: 'Nothing <b>of that kind</b>' }, delayMs: 40 });
	answer('third', { status: 500, body: {}, delayMs: 80 });
	const items = promptItems('first', 'second', 'third');
	return await pixazo.run({ ...PROMPTED, items, ...settings });
}
const CLEAN_URL = `${image.url}&key=[API key]`;

test('one item ends the run in an error that says what the others have paid for', async () => {
	const execution = await runThree();
	expect(execution.items()).toEqual([]);
	expect(execution.error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
	expect(execution.error?.message).toContain('(HTTP 400) [Item 1]');
	const description = execution.error?.description ?? '';
	// The editor shows it as HTML: lines are broken by tags, and nothing else is a tag.
	expect(description).toContain('Nothing &lt;b>of that kind&lt;/b>');
	const lines = description.split('<br>\n');
	expect(lines).toContainEqual(`Item 0: ${CLEAN_URL}`);
	expect(lines).toContainEqual(expect.stringMatching(/^Item 2: .*may have been charged.*HTTP 500/));
	expect(execution.error?.context?.requests).toEqual([{ item: 0, url: CLEAN_URL }]);
});

test('an item that failed is an error item in its place, if the node is to continue', async () => {
	const execution = await runThree(CONTINUE);
	expect(execution.error).toBeUndefined();
	expect(execution.items()).toEqual([
		{ json: expect.objectContaining({ url: CLEAN_URL }), pairedItem: { item: 0 } },
		{
			json: { error: expect.stringMatching(/\[Item 1\].*of that kind/) },
			pairedItem: { item: 1 },
		},
		{
			json: { error: expect.stringMatching(/\[Item 2\].*may have been charged/s) },
			pairedItem: { item: 2 },
		},
	]);
});

// n8n takes an item for an error only if its JSON has `error` and `message` and nothing else.
test('an item that failed goes to the error output, if there is one', async () => {
	const execution = await runThree(ERROR_OUTPUT);
	expect(execution.items('Node', 0)).toMatchObject([{ json: { url: CLEAN_URL } }]);
	expect(execution.items('Node', 1)).toMatchObject([
		{ json: { error: expect.stringContaining('[Item 1]') } },
		{ json: { error: expect.stringContaining('[Item 2]') } },
	]);
});

test('a job that failed is named in fields, in words, and in the data of the run error', async () => {
	const failed = { request_id: REQUEST_ID, polling_url: POLLING_URL, status: 'FAILED' };
	const run = async (settings: Settings) => {
		wire.answer('POST', SUBMIT_URL, { body: queuedAnswer });
		wire.answer('GET', POLLING_URL, { body: jobAnswer('FAILED', { error: 'No subject' }) });
		const options = { pollInterval: 1 };
		const parameters = { imageUrl: 'https://images.example/a.png', options };
		return await pixazo.run({ type: REMOVE_BACKGROUND, parameters, ...settings });
	};
	const title = expect.stringMatching(/FAILED: No subject.*019d3a5e.*\[Item 0\]/);
	const words = expect.stringContaining(`Request ID: ${REQUEST_ID}\nPolling URL: ${POLLING_URL}`);
	const [inPlace] = (await run(CONTINUE)).items();
	expect(inPlace?.json).toEqual({ error: title, ...failed });
	const [apart] = (await run(ERROR_OUTPUT)).items('Node', 1);
	expect(apart?.json).toEqual({ error: title, message: words });
	const { error } = await run({});
	expect([error?.message, error?.description?.replaceAll('<br>', '')]).toEqual([title, words]);
	expect(error?.context?.requests).toEqual([{ item: 0, ...failed }]);
});

describe('a run that cannot start', () => {
	const withCredential = (apiKey: string, baseUrl = GATEWAY) => ({
		credentials: { pixazoApi: { apiKey, baseUrl } },
	});

	test.each<[string, Settings, RegExp]>([
		['a Base URL', withCredential('k', 'nowhere'), /Base URL/],
		['no key', withCredential(' '), /API Key/],
		[
			'a password in the Base URL',
			withCredential('k', 'https://user:secret@gateway.pixazo.ai'),
			/^(?!.*secret).*Base URL/s,
		],
		['a line break in the key', withCredential('marked\nkey'), /^(?!.*marked).*API Key.*line/s],
		['a dash in the key', withCredential('marked–key'), /^(?!.*marked).*API Key/s],
		['no credential', { credentials: {} }, /credential/i],
		[
			'a bound of 0',
			{ parameters: { prompt: 'x', options: { maxConcurrency: 0 } } },
			/"Max Concurrency" is 0/,
		],
		[
			'an operation that is none',
			{ parameters: { operation: `paint${'x'.repeat(999)}`, prompt: 'x' } },
			/no operation "paintx{1,95}…".*Generate Image/s,
		],
	])('for %s fails each item as its error mode asks', async (_what, settings, words) => {
		const options = { ...PROMPTED, items: promptItems('x', 'y'), ...settings };
		const told = ({ json }: INodeExecutionData) => `${json.error} ${json.message}`;
		const failed = await pixazo.run(options);
		expect(complaintOf(failed)).toMatch(words);
		expect(failed.error?.context?.requests ?? []).toEqual([]);

		const toldAll = [0, 1].map((index) => expect.stringContaining(`[Item ${index}]`));
		const continued = (await pixazo.run({ ...options, ...CONTINUE })).items().map(told);
		expect(continued).toEqual(toldAll);
		expect(continued[0]).toMatch(words);
		const parted = await pixazo.run({ ...options, ...ERROR_OUTPUT });
		expect(parted.items('Node', 0)).toEqual([]);
		expect(parted.items('Node', 1).map(told)).toEqual(toldAll);
	});
});

test("n8n's own words of an expression that fails are shown", async () => {
	const parameters = { prompt: "={{ $('Nope').item.json.x }}" };
	const complaint = complaintOf(await pixazo.run({ ...PROMPTED, parameters }));
	expect(complaint).toMatch(/Nope|node/);
	expect(complaint).not.toMatch(/report it/);
});

test("n8n's own words of a stored file that is gone are shown", async () => {
	const id = 'filesystem-v2:gone';
	const gone = { ...(await pixazo.file()), data: 'filesystem-v2', id };
	const complaint = complaintOf(
		await pixazo.run({
			type: V2.type,
			parameters: { operation: 'describe' },
			items: [{ json: {}, binary: { data: gone } }],
		}),
	);
	expect(complaint).toMatch(/not found|no such file/i);
	expect(complaint).not.toMatch(/report it/);
});

test.each([true, false])('"Retry On Fail" (%j) is warned of only when it is on', async (isOn) => {
	wire.answer('POST', GENERATE_URL, { body: imageAnswer });
	const items = promptItems('x');
	const execution = await pixazo.run({ ...PROMPTED, items, retryOnFail: isOn });
	const hints = execution.runData.Node?.at(-1)?.hints ?? [];
	const expected = isOn ? [expect.stringMatching(/paid for again/)] : [];
	expect(hints.map(({ message }) => message)).toEqual(expected);
});
