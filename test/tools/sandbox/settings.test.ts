import { Caller, request } from './caller';

let caller: Caller;
beforeAll(async () => (caller = await Caller.open()));
afterAll(() => caller.close());

const set = (settings: unknown) =>
	request(`${caller.sandbox.adminUrl}/settings`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(settings),
	});

it('change one by one while the sandbox runs', async () => {
	expect(await caller.admin('/settings')).toEqual({
		jobSeconds: 2,
		jobJitter: 0.2,
		linkSeconds: 86_400,
		answerMs: 0,
		instant: false,
		padBytes: 0,
	});
	await set({ answerMs: 120 });
	expect(await caller.admin('/settings')).toMatchObject({ answerMs: 120, jobSeconds: 2 });
	const startedAt = performance.now();
	await caller.generate({ prompt: 'A fox' });
	expect(performance.now() - startedAt).toBeGreaterThan(115);
});

it.each([{ jobSecond: 1 }, { jobSeconds: -1 }, { jobJitter: 2 }, []])(
	'cannot be %j',
	async (settings) => {
		expect(await set(settings)).toMatchObject({ status: 400, json: { error: 'Bad Request' } });
	},
);
