import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import type { Execution } from '../../tools/n8nCore/execution';
import { picture } from '../support/answers';
import { REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { OpenOrigin, type OriginAnswer } from '../support/openOrigin';
import { PNG } from '../support/pictures';
import { Pixazo } from '../support/pixazo';
import { withEnvironment } from '../support/environment';
import { textsIn } from '../support/texts';

/** Stands for the key; JSON and URLs write it differently from what it is. */
const MARK = 'mk/7c21+"q"=end';
const KEY_HEADER = 'ocp-apim-subscription-key';

let pixazo: Pixazo;
/** What the gateway answers in the test that is running, told the target and the other origin's address. */
let answer: (target: string) => OriginAnswer;
let gateway: OpenOrigin;
let other: OpenOrigin;

beforeAll(async () => {
	nock.restore();
	pixazo = await Pixazo.start();
	gateway = await OpenOrigin.open((target) => answer(target));
	other = await OpenOrigin.open((target) =>
		target.includes('status')
			? { body: { status: 'COMPLETED', output: { media_url: [`${other.url}/picture.png`] } } }
			: { body: PNG },
	);
});
beforeEach(() => {
	gateway.visits.length = 0;
	other.visits.length = 0;
});
afterAll(async () => await Promise.all([gateway.close(), other.close()]));

const OPTIONS = { pollInterval: 0.05, timeout: 5, retries: 0 };

async function run(
	type: string,
	parameters: INodeParameters,
	baseUrl = gateway.url,
): Promise<Execution> {
	const execution = await pixazo.run({
		type,
		parameters: { options: OPTIONS, ...parameters },
		items: [await pixazo.fileItem()],
		credentials: { pixazoApi: { apiKey: MARK, baseUrl } },
	});
	expectNoKeyIn(execution);
	expect(textsIn(other.visits)).not.toContain(MARK);
	expect(other.visits.filter(({ headers }) => KEY_HEADER in headers)).toEqual([]);
	return execution;
}

/** Neither as it is, nor as JSON or a URL writes it. */
function expectNoKeyIn(execution: Execution): void {
	const texts = textsIn([execution.items(), execution.runData, execution.error]);
	for (const spelling of [MARK, JSON.stringify(MARK).slice(1, -1), encodeURIComponent(MARK)]) {
		expect(texts).not.toContain(spelling);
	}
}

const withKey = (origin: OpenOrigin) =>
	origin.visits.filter(({ headers }) => headers[KEY_HEADER] === MARK).length;

const generate = { prompt: 'A lighthouse' };
const queuedAt = (pollingUrl: string) => ({
	body: { request_id: 'r-1', status: 'QUEUED', polling_url: pollingUrl },
});

test('goes to the gateway with a paid request, and not with the download of its result', async () => {
	answer = (target) =>
		target.endsWith('generate')
			? { body: { data: [{ ...picture, url: `${gateway.url}/picture.png` }] } }
			: { body: PNG };
	const execution = await run(V2.type, generate);
	expect(execution.items()[0]?.binary?.data).toBeDefined();
	expect(gateway.visits).toHaveLength(2);
	expect(withKey(gateway)).toBe(1);
});

test('does not go along with a link to an input image, were it at the gateway', async () => {
	answer = (target) =>
		target.endsWith('describe') ? { body: { data: { description: 'x' } } } : { body: PNG };
	const fromLink = { operation: 'describe', inputSource: 'url' };
	await run(V2.type, { ...fromLink, imageUrl: `${gateway.url}/picture.png` });
	await run(V2.type, { ...fromLink, imageUrl: `${other.url}/picture.png` });
	expect(gateway.visits).toHaveLength(3);
	expect(withKey(gateway)).toBe(2);
});

test.each([301, 302, 303, 307, 308])(
	'does not follow a redirect with status %i',
	async (status) => {
		answer = () => ({ status, headers: { location: `${other.url}/v2/requests/status/r-1` } });
		const paid = await run(V2.type, generate);
		expect(paid.error?.message).toContain('redirect');
		const free = await run(REMOVE_BACKGROUND, { operation: 'getStatus', request: 'r-1' });
		expect(free.error?.message).toContain('redirect');
		expect(other.visits).toEqual([]);
	},
);

test('does not go to a polling URL of another origin', async () => {
	answer = () => queuedAt(`${other.url}/v2/requests/status/r-1`);
	const execution = await run(REMOVE_BACKGROUND, { inputSource: 'binary' });
	expect(execution.items()[0]?.json.status).toBe('COMPLETED');
	expect(other.visits.length).toBeGreaterThan(0);
	expect(withKey(gateway)).toBe(1);
});

test.each([
	['scheme', (url: string) => url.replace('http:', 'https:')],
	['host', (url: string) => url.replace('127.0.0.1', 'localhost')],
	['name that only begins alike', (url: string) => url.replace('//', '//127.0.0.1.')],
])('does not go to a polling URL of another %s', async (_what, changed) => {
	answer = (target) =>
		target.includes('/v2/')
			? { body: { status: 'FAILED' } }
			: queuedAt(`${changed(gateway.url)}/v2/requests/status/r-1`);
	await run(REMOVE_BACKGROUND, { inputSource: 'binary' });
	expect(withKey(gateway)).toBe(1);
});

test('does not go to a polling URL of another origin that the user gives', async () => {
	const request = `${other.url}/v2/requests/status/r-1`;
	const execution = await run(REMOVE_BACKGROUND, { operation: 'waitForResult', request });
	expect(execution.items()[0]?.binary?.data).toBeDefined();
	expect(gateway.visits).toEqual([]);
});

describe('is cut out of an answer that repeats it', () => {
	const echoes: Array<[string, (json: object) => string]> = [
		['as JSON writes it', (json) => JSON.stringify(json)],
		['with escaped slashes', (json) => JSON.stringify(json).replaceAll('/', '\\/')],
		['with escaped letters', (json) => JSON.stringify(json).replaceAll('7c21', '\\u0037c21')],
	];

	test.each(echoes)('%s, in an item', async (_what, write) => {
		const json = { data: { description: `You sent ${MARK}` }, echo: [MARK] };
		answer = () => ({ body: write(json), headers: { 'content-type': 'application/json' } });
		for (const simplify of [true, false]) {
			const options = { ...OPTIONS, simplify };
			const execution = await run(V2.type, { operation: 'describe', options });
			expect(execution.items()).toHaveLength(1);
		}
	});

	test.each(echoes)('%s, in an error', async (_what, write) => {
		const body = write({ error: 'Unauthorized', message: `Wrong key ${MARK}` });
		answer = () => ({ status: 401, body, headers: { 'content-type': 'application/json' } });
		const execution = await run(V2.type, generate);
		expect(execution.error?.description).toContain('Wrong key');
	});
});

test.each(['http://127.0.0.1:1', 'http://nowhere.invalid'])(
	'is not in the error of a gateway that cannot be reached: %s',
	async (baseUrl) => {
		expect((await run(V2.type, generate, baseUrl)).error).toBeDefined();
	},
);

describe('is not seen by a proxy', () => {
	test('that tunnels to the gateway', async () => {
		const proxy = { HTTPS_PROXY: other.url, NO_PROXY: '' };
		const execution = await withEnvironment(proxy, async () =>
			run(V2.type, generate, 'https://gateway.invalid'),
		);
		expect(execution.error).toBeDefined();
		expect(other.visits.map(({ target }) => target)).toEqual(['gateway.invalid:443']);
	});

	test('that fetches a result', async () => {
		answer = () => ({ body: { data: [{ url: 'http://pictures.invalid/picture.png' }] } });
		const proxy = { HTTP_PROXY: other.url, NO_PROXY: '127.0.0.1' };
		const execution = await withEnvironment(proxy, async () => run(V2.type, generate));
		expect(execution.items()[0]?.binary?.data).toBeDefined();
		expect(other.visits.map(({ target }) => target)).toEqual([
			'http://pictures.invalid/picture.png',
		]);
	});
});
