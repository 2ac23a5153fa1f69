import { Caller } from './caller';

let caller: Caller;
beforeAll(async () => {
	// Jobs go by the clock alone. Everything else keeps its real timers.
	jest.useFakeTimers({
		now: Date.parse('2026-03-31T10:00:00.000Z'),
		doNotFake: [
			'nextTick',
			'setImmediate',
			'clearImmediate',
			'setInterval',
			'clearInterval',
			'setTimeout',
			'clearTimeout',
			'queueMicrotask',
			'performance',
			'hrtime',
		],
	});
	caller = await Caller.open({ jobSeconds: 15, jobJitter: 0 });
});
beforeEach(() => caller.admin('/log', 'DELETE'));
afterAll(() => caller.close());

const image_url = 'https://example.com/plant.png';

const pass = (spanMs: number): void => jest.setSystemTime(Date.now() + spanMs);

it('goes from QUEUED over PROCESSING to COMPLETED, with time stamps that agree', async () => {
	const submitted = await caller.submit({ image_url });
	const { request_id } = submitted;
	expect(await caller.lookUp(submitted)).toEqual({
		request_id,
		status: 'QUEUED',
		model_id: 'ideogram-remove-background',
		error: null,
		output: null,
		created_at: '2026-03-31T10:00:00.000Z',
		updated_at: '2026-03-31T10:00:00.000Z',
		completed_at: null,
	});
	pass(5000);
	expect(await caller.lookUp(submitted)).toMatchObject({
		status: 'PROCESSING',
		output: null,
		updated_at: '2026-03-31T10:00:04.500Z',
		completed_at: null,
	});
	pass(9999);
	expect((await caller.lookUp(submitted)).status).toBe('PROCESSING');
	pass(1);
	expect(await caller.lookUp(submitted)).toEqual({
		request_id,
		status: 'COMPLETED',
		model_id: 'ideogram-remove-background',
		error: null,
		output: {
			media_url: [expect.stringContaining(`/v1/${request_id}/output.png`)],
			media_type: 'image/png',
		},
		created_at: '2026-03-31T10:00:00.000Z',
		updated_at: '2026-03-31T10:00:15.000Z',
		completed_at: '2026-03-31T10:00:15.000Z',
	});
});

it('takes times around the mean, the same ones again after a reset of the log', async () => {
	const jittery = await Caller.open({ jobSeconds: 10, jobJitter: 0.2 });
	const durationsMs = async (): Promise<number[]> => {
		await jittery.admin('/log', 'DELETE');
		const submitted = [await jittery.submit({ image_url }), await jittery.submit({ image_url })];
		pass(12_000);
		const jobs = await Promise.all(submitted.map((submit) => jittery.lookUp(submit)));
		return jobs.map((job) => Date.parse(job.updated_at) - Date.parse(job.created_at));
	};
	const [one = 0, other = 0] = await durationsMs();
	expect(one).not.toBe(other);
	expect(Math.min(one, other)).toBeGreaterThanOrEqual(8000);
	expect(Math.max(one, other)).toBeLessThanOrEqual(12_000);
	expect(await durationsMs()).toEqual([one, other]);
	await jittery.close();
});

it.each(['FAILED', 'ERROR', 'CANCELLED'])('can end in %s', async (status) => {
	await caller.addFault({
		on: 'removeBackground',
		fault: { job: { status, error: 'No subject found.' } },
	});
	const submitted = await caller.submit({ image_url });
	pass(15_000);
	const job = await caller.lookUp(submitted);
	expect(job).toMatchObject({ status, error: 'No subject found.', output: null });
	expect(job.completed_at).toBe(job.updated_at);
});

it('can show a scripted sequence, whose last status stays', async () => {
	const sequence = ['PROCESSING', 'QUEUED', 'QUEUED', 'PAUSED', 'COMPLETED'];
	await caller.addFault({ on: 'removeBackground', fault: { job: { sequence } } });
	const submitted = await caller.submit({ image_url });
	const shown: string[] = [];
	while (shown.length <= sequence.length) shown.push((await caller.lookUp(submitted)).status);
	expect(shown).toEqual([...sequence, 'COMPLETED']);
});

it('can go on for ever', async () => {
	await caller.addFault({ on: 'removeBackground', fault: { job: { never: true } } });
	const submitted = await caller.submit({ image_url });
	pass(3_600_000);
	expect((await caller.lookUp(submitted)).status).toBe('PROCESSING');
});

it('counts its look-ups', async () => {
	const submitted = await caller.submit({ image_url });
	await caller.lookUp(submitted);
	await caller.lookUp(submitted);
	expect(await caller.admin('/jobs')).toMatchObject({ [submitted.request_id]: 2 });
});
