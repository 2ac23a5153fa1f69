import nock from 'nock';
import { sleep } from 'n8n-workflow';
import type { RunNodeOptions } from '../../tools/n8nCore/runNode';
import { Pixazo } from '../support/pixazo';
import { type ItemScript, ScriptedGateway } from '../support/scriptedGateway';

const FINE: ItemScript = {
	submitFaults: [],
	errors: 0,
	latencyMs: 0,
	lookUpFaults: [],
	end: 'COMPLETED',
	downloadFaults: [],
};
const ENDLESS: ItemScript = { ...FINE, end: 'MYSTERY' };
const FAILING: ItemScript = { ...FINE, end: 'FAILED' };

describe('many items in one run', () => {
	const gateway = new ScriptedGateway();
	let pixazo: Pixazo;

	beforeAll(async () => {
		nock.restore();
		await gateway.start();
		pixazo = await Pixazo.start(gateway.url, 'a-key-for-many-items');
	});
	afterAll(async () => await gateway.close());

	const remove = async (
		scripts: readonly ItemScript[],
		options: object,
		settings: Partial<RunNodeOptions> = {},
	) => {
		gateway.play(scripts);
		return await pixazo.run({
			type: 'n8n-nodes-pixazo.removeBackground',
			parameters: {
				operation: 'remove',
				imageUrl: '={{ $json.image }}',
				options: { pollInterval: 0.05, timeout: 20, ...options },
			},
			items: scripts.map((_, index) => ({ json: { image: `http://127.0.0.1/${index}.png` } })),
			...settings,
		});
	};
	const submitted = () => gateway.progress.filter(({ accepted }) => accepted > 0).length;

	it('sends nothing more once the execution is stopped', async () => {
		const stop = new AbortController();
		const running = remove(Array(10).fill(ENDLESS), {}, { signal: stop.signal });
		await sleep(1500);
		expect(submitted()).toBe(10);
		const stoppedAtMs = Date.now();
		stop.abort();
		const execution = await running;
		expect(execution.canceled).toBe(true);
		expect(Date.now() - stoppedAtMs).toBeLessThan(1000);
		await sleep(1500);
		expect(gateway.lastRequestAtMs - stoppedAtMs).toBeLessThan(1000);
	}, 20_000);

	it('starts no more than the bound at once, and waits for all jobs together', async () => {
		const scripts = Array(20).fill({ ...FINE, latencyMs: 400 });
		const startedAtMs = Date.now();
		const execution = await remove(scripts, { maxConcurrency: 2 });
		expect(execution.error).toBeUndefined();
		expect(execution.items()).toHaveLength(20);
		expect(Date.now() - startedAtMs).toBeLessThan(20 * 400);
	}, 20_000);

	it('takes one item after another with a bound of 1', async () => {
		const scripts = Array(4).fill({ ...FINE, latencyMs: 200 });
		await remove(scripts, { maxConcurrency: 1 });
		const acceptedAtMs = gateway.progress.map((progress) => progress.acceptedAtMs);
		for (const [index, atMs] of acceptedAtMs.slice(1).entries()) {
			expect(atMs - (acceptedAtMs[index] ?? 0)).toBeGreaterThanOrEqual(200);
		}
	}, 20_000);

	it('names all work that was paid for when one item fails, and starts none of the rest', async () => {
		const scripts = [ENDLESS, FINE, { ...FAILING, latencyMs: 1500 }, ENDLESS];
		const execution = await remove(scripts, {});
		const { message, description } = execution.error ?? {};
		expect(message).toContain('FAILED: the reason of 2');
		expect(message).toContain('[item 2]');
		for (const index of [0, 1, 3]) expect(description).toContain(gateway.requestId(index));
		expect(description).toContain(`${gateway.url}/v2/requests/status/${gateway.requestId(3)}`);
		expect(description).toContain(`${gateway.requestId(1)} COMPLETED`);
		expect(description).toContain('Wait for Result');
		// What failed is named as the failed request, not as something to collect.
		expect(description?.split('Paid for already')[1]).not.toContain(gateway.requestId(2));
	}, 20_000);

	it('lets no new work start after an item has failed', async () => {
		const scripts = [{ ...FINE, submitFaults: [404] as const }, ...Array(30).fill(FINE)];
		const execution = await remove(scripts, { maxConcurrency: 2 });
		expect(execution.error?.message).toContain('[item 0]');
		expect(submitted()).toBeLessThan(5);
	}, 20_000);

	it('says on a time-out what is still running and how to collect it', async () => {
		const execution = await remove([ENDLESS], { timeout: 1 });
		expect(execution.error?.message).toContain('MYSTERY');
		expect(execution.error?.description).toContain(gateway.requestId(0));
		expect(execution.error?.description).toContain('Wait for Result');
	}, 20_000);

	it('does not send a paid request again when its answer does not come in time', async () => {
		const execution = await remove([{ ...FINE, submitFaults: ['hang'] }], { timeout: 1 });
		expect(execution.error?.message).toContain('No answer came');
		expect(execution.error?.description).toContain('may have been charged');
		expect(gateway.progress[0]?.submits).toBe(1);
	}, 20_000);
});
