import fastify from 'fastify';
import { generate } from 'selfsigned';
import type { Sandbox } from '../../tools/sandbox';
import { SandboxAdmin } from '../../tools/sandbox/adminClient';
import type { Fault } from '../../tools/sandbox/faults';
import { withEnvironment } from '../support/environment.mjs';
import { REMOVE_BACKGROUND, V2 } from '../support/gateway';
import { pngOf } from '../support/images';
import { complaintOf } from '../support/items';
import { Pixazo } from '../support/pixazo';
import { openSandbox } from '../support/sandbox';
import { openRawServer } from './rawServer.mjs';

const KEY = 'marked-77a0';
const pixazo = new Pixazo();
let sandbox: Sandbox;
let admin: SandboxAdmin;

beforeAll(async () => {
	sandbox = await openSandbox(KEY);
	admin = new SandboxAdmin(sandbox.adminUrl);
	vi.spyOn(Math, 'random').mockReturnValue(0);
});
beforeEach(async () => await admin.reset());
afterAll(async () => {
	await sandbox.close();
	vi.restoreAllMocks();
});

async function removal(baseUrl = sandbox.gatewayUrl, timeout = 20) {
	const execution = await pixazo.run({
		type: REMOVE_BACKGROUND,
		parameters: {
			imageUrl: 'https://images.example/photo.png',
			options: { pollInterval: 1, timeout, retries: 2 },
		},
		credentials: { pixazoApi: { apiKey: KEY, baseUrl } },
	});
	expect(JSON.stringify([execution.runData, execution.error])).not.toContain(KEY);
	return execution;
}

const ALWAYS = 0;
const CHARGED = /may have been charged/;
const QUEUED = /was still QUEUED.*Request ID: /s;
const DRIP = { bytes: 100_000, everyMs: 5 };

type Target = 'removeBackground' | 'requestStatus' | 'media';
type Row = [on: Target, what: string, limitS: number, times: number, Fault, says?: RegExp];

test.each<Row>([
	['removeBackground', 'hangs', 3, 1, { hang: true, accepted: true }, CHARGED],
	['removeBackground', 'is reset before it', 3, 1, { reset: 'before', accepted: true }, CHARGED],
	['removeBackground', 'is reset within it', 3, 1, { reset: 'middle' }, CHARGED],
	['removeBackground', 'drips too slowly', 3, 1, { drip: { bytes: 1, everyMs: 200 } }, CHARGED],
	['removeBackground', 'is no gzip', 3, 1, { headers: { 'content-encoding': 'gzip' } }, CHARGED],
	['removeBackground', 'drips', 20, 1, { drip: { bytes: 20, everyMs: 5 } }],
	['requestStatus', 'hangs', 6, 1, { hang: true }],
	['requestStatus', 'hangs each time', 3, ALWAYS, { hang: true }, QUEUED],
	['requestStatus', 'is reset before it', 20, 1, { reset: 'before' }],
	['requestStatus', 'is reset within it', 20, 1, { reset: 'middle' }],
	['media', 'hangs each time', 3, ALWAYS, { hang: true }, /No answer.*Link: http/s],
	['media', 'is reset before it, twice', 20, 2, { reset: 'before' }],
	['media', 'is reset within it', 20, 1, { reset: 'middle' }],
	['media', 'is reset each time', 3, ALWAYS, { reset: 'middle' }, /Link: http/],
	['media', 'drips', 20, 1, { drip: DRIP }],
])('an answer of %s that %s is got over within %i s, or told', async (...row) => {
	const [on, , limitS, times, fault, says] = row;
	await admin.addFault({ on, times, fault });
	const startedAtMs = Date.now();
	const execution = await removal(sandbox.gatewayUrl, limitS);
	expect(complaintOf(execution)).toMatch(says ?? /^$/);
	expect(execution.items()).toMatchObject(says ? [] : [{ json: { status: 'COMPLETED' } }]);
	expect(Date.now() - startedAtMs).toBeLessThan(limitS * 1000 + 4000);
	expect((await admin.charges()).count).toBe(1);
	const downloads = await admin.downloads();
	expect(downloads.filter(({ keyHeader }) => keyHeader)).toEqual([]);
});

test.each<[Target, RegExp, boolean]>([
	['removeBackground', /redirect/, false],
	['requestStatus', /redirect/, false],
	['media', /HTTP 404/, true],
])('a redirect of %s does not carry the key', async (on, complaint, isFollowed) => {
	const elsewhere = on === 'media' ? sandbox.gatewayUrl : sandbox.mediaUrl;
	await admin.addFault({ on, times: ALWAYS, fault: { redirect: `${elsewhere}/elsewhere` } });
	expect(complaintOf(await removal())).toMatch(complaint);
	const visits = [...(await admin.requests()), ...(await admin.downloads())];
	const arrived = visits.filter(({ path }) => path === '/elsewhere');
	expect(arrived.map(({ keyHeader }) => keyHeader)).toEqual(isFollowed ? [false] : []);
});

describe('nothing was charged when', () => {
	const uncharged = async (baseUrl: string): Promise<string> => {
		const complaint = complaintOf(await removal(baseUrl));
		expect(complaint).not.toMatch(CHARGED);
		return complaint;
	};

	test.each([
		['http://127.0.0.1:1', /Nothing accepts connections.*ECONNREFUSED/s],
		['http://nowhere.invalid', /No server|DNS/],
	])('there is no gateway at %s', async (baseUrl, words) => {
		expect(await uncharged(baseUrl)).toMatch(words);
	});

	test.each([
		['Image URL', { operation: 'describe', inputSource: 'url', imageUrl: 'http://127.0.0.1:1/a' }],
		['Mask URL', { operation: 'edit', prompt: 'x', options: { maskUrl: 'http://127.0.0.1:1/a' } }],
	])('the link in %s leads nowhere, which is named', async (field, parameters) => {
		const items = [await pixazo.fileItem()];
		const complaint = complaintOf(await pixazo.run({ type: V2.type, parameters, items }));
		expect(complaint).toMatch(new RegExp(`Nothing accepts.*"${field}".*http://127.0.0.1:1/a`, 's'));
		expect(complaint).not.toMatch(/Base URL|charged/);
	});

	test('the gateway has a certificate that n8n does not trust', async () => {
		const { cert, private: key } = generate(undefined, { keySize: 2048 });
		const app = fastify({ https: { cert, key }, forceCloseConnections: true });
		const url = await app.listen({ host: '127.0.0.1', port: 0 });
		expect(await uncharged(url)).toMatch(/does not trust the certificate.*Nothing was sent/s);
		await app.close();
	});

	test('the gateway does not speak TLS', async () => {
		const url = sandbox.gatewayUrl.replace('http:', 'https:');
		expect(await uncharged(url)).toMatch(/No secure connection.*http:\/\//s);
		expect(await admin.requests()).toEqual([]);
	});

	test('a proxy drops each CONNECT, which is tried again', async () => {
		const asked: string[] = [];
		const proxy = await openRawServer((socket) =>
			socket.once('data', (bytes) => {
				asked.push(bytes.toString());
				socket.destroy();
			}),
		);
		const environment = { HTTPS_PROXY: proxy.url, NO_PROXY: '' };
		const complaint = await withEnvironment(
			environment,
			async () => await uncharged('https://gateway.invalid'),
		);
		proxy.close();
		expect(complaint).toMatch(/proxy/i);
		expect(asked).toHaveLength(3);
		for (const request of asked) expect(request).toMatch(/^CONNECT gateway.invalid:443/);
		expect(asked.join()).not.toContain(KEY);
	});
});

test('a proxy that fetches a result does not see the key', async () => {
	const app = fastify({ forceCloseConnections: true });
	const seen: string[] = [];
	app.setNotFoundHandler(({ raw, headers }, reply) => {
		seen.push(`${raw.url} ${JSON.stringify(headers)}`);
		return reply.type('image/png').send(pngOf(1));
	});
	const HTTP_PROXY = await app.listen({ host: '127.0.0.1', port: 0 });
	const json = { data: [{ url: 'http://images.invalid/image.png' }] };
	await admin.addFault({ on: 'removeBackground', fault: { body: json } });
	const execution = await withEnvironment(
		{ HTTP_PROXY, NO_PROXY: '127.0.0.1' },
		async () => await removal(),
	);
	await app.close();
	expect(execution.items()[0]?.binary?.data).toBeDefined();
	expect(seen).toEqual([expect.stringMatching(/^http:\/\/images\.invalid\/image\.png /)]);
	expect(seen.join()).not.toContain(KEY);
});

/** An error that nobody hears ends the process; the runner makes it a failure of the test. */
test.each([0, 20, 100])(
	'uploads that are stopped after %i ms leave no error unheard',
	async (ms) => {
		const deaf = await openRawServer((socket) => socket.pause());
		const credentials = { pixazoApi: { apiKey: KEY, baseUrl: deaf.url } };
		const items = [await pixazo.fileItem(pngOf(8))];
		for (const { type, parameters } of [
			{ type: V2.type, parameters: { operation: 'describe' } },
			{ type: REMOVE_BACKGROUND, parameters: { operation: 'submit', inputSource: 'binary' } },
		]) {
			const signal = AbortSignal.timeout(ms);
			const execution = await pixazo.run({ type, parameters, items, signal, credentials });
			expect(execution.canceled).toBe(true);
		}
		deaf.close();
		await new Promise((resolve) => AbortSignal.timeout(200).addEventListener('abort', resolve));
	},
);
