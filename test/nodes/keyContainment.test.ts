import type { INodeParameters } from 'n8n-workflow';
import type { Execution } from '../../tools/n8nCore/execution';
import { descriptionAnswer, image } from '../support/answers';
import { GATEWAY, REMOVE_BACKGROUND, SUBMIT_URL, V2 } from '../support/gateway';
import { PNG } from '../support/images';
import { Pixazo } from '../support/pixazo';
import { useWire, type WireAnswer } from '../support/wire';

/** JSON and URLs write it differently from what it is; people paste it with blanks around it. */
const KEY = 'mk/7c21+"q"=end';
const KEY_HEADER = 'ocp-apim-subscription-key';
const ELSEWHERE = 'https://elsewhere.example';
const STATUS_PATH = '/v2/requests/status/r-1';

const wire = useWire();
const pixazo = new Pixazo(GATEWAY, ` ${KEY}\n`);

async function run(type: string, parameters: INodeParameters): Promise<Execution> {
	const options = { pollInterval: 1, timeout: 3, retries: 0, ...Object(parameters.options) };
	const execution = await pixazo.run({
		type,
		parameters: { ...parameters, options },
		items: [await pixazo.fileItem()],
	});
	const texts = textsIn([execution.items(), execution.runData, execution.error]);
	for (const spelling of [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY)]) {
		expect(texts).not.toContain(spelling);
	}
	for (const { url, headers, body } of wire.sent) {
		const { [KEY_HEADER]: sentKey, ...others } = headers;
		expect(textsIn([url, others, body.toString()])).not.toContain('7c21');
		if (!url.startsWith(`${GATEWAY}/`)) expect(sentKey).toBeUndefined();
	}
	return execution;
}

/** All texts in a value, its errors' stacks and causes, hidden properties and headers included. */
function textsIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	const own = Reflect.ownKeys(value).map((key) => [String(key), Reflect.get(value, key)]);
	return own.map(([key, child]) => `${key}=${textsIn(child, seen)}`).join('\n');
}

/** Which requests carried the key, trimmed. */
const keyed = () => wire.sent.map(({ headers }) => headers[KEY_HEADER] === KEY);

const generate = { prompt: 'A lighthouse' };
const fromFile = { inputSource: 'binary' };
const queuedAt = (pollingUrl: string) => ({
	body: { request_id: 'r-1', status: 'QUEUED', polling_url: pollingUrl },
});
const done = { body: { status: 'COMPLETED', output: `${ELSEWHERE}/result.png` } };

test('the key goes to the gateway with what it is asked, and not with a download from it', async () => {
	const url = `${V2.endpoint}/results/1.png`;
	wire.answer('POST', `${V2.endpoint}/generate`, { body: { data: [{ ...image, url }] } });
	wire.answer('GET', url, { body: PNG });
	const execution = await run(V2.type, generate);
	expect(execution.items()[0]?.binary?.data).toBeDefined();
	expect(keyed()).toEqual([true, false]);
});

test.each([`${GATEWAY}/photo.png`, `${ELSEWHERE}/photo.png`])(
	'the key does not go along with the input link %s',
	async (imageUrl) => {
		wire.answer('GET', imageUrl, { body: PNG });
		wire.answer('POST', `${V2.endpoint}/describe`, { body: descriptionAnswer });
		await run(V2.type, { operation: 'describe', inputSource: 'url', imageUrl });
		expect(keyed()).toEqual([false, true]);
	},
);

test.each([301, 302, 303, 307, 308])('a request with the key follows no %i', async (status) => {
	const answer: WireAnswer = { status, headers: { location: `${ELSEWHERE}${STATUS_PATH}` } };
	wire.answer('POST', `${V2.endpoint}/generate`, answer);
	wire.answer('GET', `${GATEWAY}${STATUS_PATH}`, answer);
	const paid = await run(V2.type, generate);
	const free = await run(REMOVE_BACKGROUND, { operation: 'getStatus', request: 'r-1' });
	for (const { error } of [paid, free]) expect(error?.message).toContain('redirect');
	expect(wire.sent).toHaveLength(2);
});

test.each([
	`http://gateway.pixazo.ai${STATUS_PATH}`,
	`https://gateway.pixazo.ai:8443${STATUS_PATH}`,
	`https://gateway.pixazo.ai.example${STATUS_PATH}`,
	`${ELSEWHERE}/gateway.pixazo.ai${STATUS_PATH}`,
	`https://jobs.gateway.pixazo.ai${STATUS_PATH}`,
])('the key does not go to the polling URL %s, whoever gives it', async (pollingUrl) => {
	wire.answer('POST', SUBMIT_URL, queuedAt(pollingUrl));
	wire.answer('GET', pollingUrl, { ...done, times: 2 });
	wire.answer('GET', `${ELSEWHERE}/result.png`, { body: PNG, times: 2 });
	await run(REMOVE_BACKGROUND, fromFile);
	const execution = await run(REMOVE_BACKGROUND, {
		operation: 'waitForResult',
		request: pollingUrl,
	});
	expect(execution.items()[0]?.binary?.data).toBeDefined();
	expect(keyed()).toEqual([true, false, false, false, false]);
});

test('an address that asks for a key which it does not get is explained', async () => {
	wire.answer('GET', `${ELSEWHERE}${STATUS_PATH}`, { status: 401 });
	const request = `${ELSEWHERE}${STATUS_PATH}`;
	const execution = await run(REMOVE_BACKGROUND, { operation: 'getStatus', request });
	expect(execution.error?.message).toContain('an API key, which was not sent');
});

describe('the key is cut out of an answer that repeats it', () => {
	const spellings: Array<[string, (json: object) => string]> = [
		['as JSON writes it', (json) => JSON.stringify(json)],
		['with escaped slashes', (json) => JSON.stringify(json).replaceAll('/', '\\/')],
		['with escaped letters', (json) => JSON.stringify(json).replaceAll('7c21', '\\u0037c21')],
	];

	test.each(spellings)('%s, in an item', async (_what, write) => {
		const json = { data: { description: `You sent ${KEY}` }, [KEY]: [KEY] };
		for (const simplify of [true, false]) {
			wire.answer('POST', `${V2.endpoint}/describe`, { body: write(json) });
			const execution = await run(V2.type, { operation: 'describe', options: { simplify } });
			expect(JSON.stringify(execution.items()[0]?.json)).toContain('You sent [API key]');
		}
	});

	test.each(spellings)('%s, in an error', async (_what, write) => {
		const body = write({ error: 'Unauthorized', message: `Wrong key ${KEY}` });
		wire.answer('POST', `${V2.endpoint}/generate`, { status: 401, body });
		expect((await run(V2.type, generate)).error?.description).toContain('Wrong key [API key]');
	});
});
