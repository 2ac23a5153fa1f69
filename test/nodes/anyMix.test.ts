import fc from 'fast-check';
import nock from 'nock';
import { type ItemScript, ScriptedGateway, type ScriptedFault } from '../support/scriptedGateway';
import { Pixazo } from '../support/pixazo';

const RETRIES = 2;
const TIME_LIMIT_S = 4;
const API_KEY = 'a-key-for-any-mix';

const faults = (...kinds: ScriptedFault[]) =>
	fc.array(fc.constantFrom(...kinds), { maxLength: RETRIES + 1 });

const itemScript: fc.Arbitrary<ItemScript> = fc.record({
	submitFaults: fc.oneof(
		{ weight: 3, arbitrary: fc.constant([]) },
		{ weight: 2, arbitrary: faults(429, 'busy', 500, 'reset') },
	),
	errors: fc.nat({ max: RETRIES + 1 }),
	latencyMs: fc.nat({ max: 200 }),
	lookUpFaults: faults(429, 500, 'reset'),
	end: fc.oneof(
		{ weight: 15, arbitrary: fc.constant('COMPLETED' as const) },
		{ weight: 4, arbitrary: fc.constant('FAILED' as const) },
		{ weight: 1, arbitrary: fc.constant('MYSTERY' as const) },
	),
	downloadFaults: faults(500, 'reset', 404),
});

/** What the contract makes of a script. Submits that came to nothing without doubt are repeated, others never. */
function expected({ submitFaults, errors, lookUpFaults, end, downloadFaults }: ItemScript) {
	const doubtful = submitFaults.findIndex((fault) => fault === 500 || fault === 'reset');
	const struck = doubtful === -1 ? submitFaults.length : doubtful + 1;
	if (doubtful !== -1 && doubtful <= RETRIES)
		return { accepted: 0, submits: struck, picture: false };
	if (struck > RETRIES) return { accepted: 0, submits: RETRIES + 1, picture: false };
	if (lookUpFaults.length > RETRIES) return { accepted: 1, submits: struck + 1, picture: false };
	const accepted = Math.min(errors, RETRIES) + 1;
	const submits = struck + accepted;
	const gone = downloadFaults.indexOf(404);
	const picture =
		errors <= RETRIES && end === 'COMPLETED' && gone === -1 && downloadFaults.length <= RETRIES;
	return { accepted, submits, picture };
}

describe('any mix of latencies, statuses and faults', () => {
	const gateway = new ScriptedGateway();
	let pixazo: Pixazo;

	beforeAll(async () => {
		nock.restore();
		await gateway.start();
		pixazo = await Pixazo.start(gateway.url, API_KEY);
		// Back-off has full jitter, so this is its shortest: no wait at all.
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		await gateway.close();
	});

	it('gives each item its own result, in order, in time, and sends no paid request twice', async () => {
		const scripts = fc.array(itemScript, { minLength: 1, maxLength: 8 });
		const concurrency = fc.constantFrom(2, 3, 8);
		await fc.assert(
			fc.asyncProperty(scripts, concurrency, async (played, maxConcurrency) => {
				gateway.play(played);
				const startedAtMs = Date.now();
				const execution = await pixazo.run({
					type: 'n8n-nodes-pixazo.removeBackground',
					parameters: {
						operation: 'remove',
						imageUrl: '={{ $json.image }}',
						options: {
							pollInterval: 0.02,
							timeout: TIME_LIMIT_S,
							retries: RETRIES,
							maxConcurrency,
						},
					},
					items: played.map((_, index) => ({
						json: { image: `http://127.0.0.1/${index}.png` },
					})),
					onError: 'continueRegularOutput',
				});
				const tookMs = Date.now() - startedAtMs;
				const items = execution.items();
				expect(items).toHaveLength(played.length);
				for (const [index, script] of played.entries()) {
					const { accepted, submits, picture } = expected(script);
					const item = items[index];
					expect(gateway.progress[index]).toMatchObject({ accepted, submits });
					expect(item?.pairedItem).toEqual({ item: index });
					expect(item?.binary?.data !== undefined).toBe(picture);
					if (picture) expect(item?.json.status).toBe('COMPLETED');
					else expect(item?.json.error).toContain(`[item ${index}]`);
					if (accepted > 0) expect(item?.json.request_id).toBe(gateway.requestId(index, accepted));
				}
				expect(tookMs).toBeLessThan(TIME_LIMIT_S * 1000 * 2);
			}),
			{ seed: 20_261_122, numRuns: 30, endOnFailure: true },
		);
	}, 120_000);
});
