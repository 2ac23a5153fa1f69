import { Caller, request } from './caller';

let caller: Caller;
beforeAll(async () => {
	// Jobs go by the clock alone. All else keeps its real timers.
	jest.useFakeTimers({
		now: Date.parse('2026-03-31T10:00:00.000Z'),
		doNotFake: [
			...(['nextTick', 'setImmediate', 'clearImmediate', 'setInterval'] as const),
			...(['clearInterval', 'setTimeout', 'clearTimeout', 'queueMicrotask'] as const),
			...(['performance', 'hrtime'] as const),
		],
	});
	caller = await Caller.open({ jobSeconds: 15, jobJitter: 0, linkSeconds: 60 });
});
beforeEach(() => caller.admin.reset());
afterAll(() => caller.close());

const pass = (spanMs: number): void => jest.setSystemTime(Date.now() + spanMs);

it('takes a job from QUEUED over PROCESSING to COMPLETED, with times that agree', async () => {
	const { request_id } = await caller.submit();
	expect(await caller.check(request_id)).toMatchObject({ status: 'QUEUED', output: null });
	pass(14_999);
	expect(await caller.check(request_id)).toMatchObject({
		status: 'PROCESSING',
		completed_at: null,
	});
	pass(1);
	const job = await caller.check(request_id);
	expect(job).toMatchObject({ status: 'COMPLETED', completed_at: expect.any(String), error: null });
	expect(Date.parse(`${job.completed_at}`) - Date.parse(job.created_at)).toBe(15_000);
	expect(await caller.admin.checks()).toMatchObject({ [request_id]: 3 });

	const [link = ''] = job.output?.media_url ?? [];
	expect(await request(link)).toMatchObject({ status: 200 });
	expect(await request(link.replace(/\?.*/, ''))).toMatchObject({ status: 404 });
	pass(60_000);
	expect(await request(link)).toMatchObject({ status: 410 });
	expect(await caller.admin.downloads()).toMatchObject([
		{ kind: 'result', status: 200, keyHeader: false },
		{ status: 404 },
		{ status: 410 },
	]);
});

it('takes other times for other jobs, and the same ones again after a reset of the log', async () => {
	const jittery = await Caller.open({ jobSeconds: 10, jobJitter: 0.2 });
	const durationsMs = async (): Promise<number[]> => {
		await jittery.admin.reset();
		const submitted = [await jittery.submit(), await jittery.submit()];
		pass(12_000);
		const jobs = await Promise.all(submitted.map(({ request_id }) => jittery.check(request_id)));
		return jobs.map((job) => Date.parse(`${job.completed_at}`) - Date.parse(job.created_at));
	};
	const [one = 0, other = 0] = await durationsMs();
	expect(one).not.toBe(other);
	expect(Math.min(one, other)).toBeGreaterThanOrEqual(8000);
	expect(Math.max(one, other)).toBeLessThanOrEqual(12_000);
	expect(await durationsMs()).toEqual([one, other]);
	await jittery.close();
});

it('charges accepted requests, and refunds a job that ends in ERROR', async () => {
	for (const [after, status] of ['ERROR', 'FAILED'].entries()) {
		const fault = { job: { status, error: 'No subject found.' } };
		await caller.admin.addFault({ on: 'removeBackground', after, fault });
	}
	const submitted = [await caller.submit(), await caller.submit(), await caller.submit()];
	const ids = submitted.map(({ request_id }) => request_id);
	pass(15_000);
	const [error, failed] = await Promise.all(ids.map((id) => caller.check(id)));
	expect(error).toMatchObject({ status: 'ERROR', error: 'No subject found.', output: null });
	expect(failed).toMatchObject({ status: 'FAILED' });
	expect(await caller.admin.charges()).toEqual({
		count: 2,
		refunded: 1,
		byOperation: { removeBackground: 2 },
		requestIds: ids.slice(1),
	});
	expect(await caller.admin.requests()).toMatchObject([
		{ kind: 'paid', requestId: ids[0], charged: true, refunded: true, status: 200 },
		{ kind: 'paid', requestId: ids[1], charged: true, refunded: false, answer: submitted[1] },
		{ kind: 'paid', requestId: ids[2], charged: true },
		{ kind: 'check', charged: false, answer: error },
		{ kind: 'check' },
		{ kind: 'check' },
	]);
});

it('shows a scripted sequence of statuses, whose last one stays', async () => {
	const sequence = ['PROCESSING', 'QUEUED', 'PAUSED', 'COMPLETED'];
	await caller.admin.addFault({ on: 'removeBackground', fault: { job: { sequence } } });
	const { request_id } = await caller.submit();
	const shown: string[] = [];
	while (shown.length <= sequence.length) shown.push((await caller.check(request_id)).status);
	expect(shown).toEqual([...sequence, 'COMPLETED']);
});

it('lets a job go on forever', async () => {
	await caller.admin.addFault({ on: 'removeBackground', fault: { job: { never: true } } });
	const { request_id } = await caller.submit();
	pass(3_600_000);
	expect((await caller.check(request_id)).status).toBe('PROCESSING');
});

it('answers with the file as a data URI in sync mode, or with the failure', async () => {
	const fields = { image_url: 'https://example.com/plant.png', sync_mode: true };
	const { status, output } = await caller.submit(fields);
	expect(status).toBe('COMPLETED');
	expect(output?.media_url).toEqual([expect.stringMatching(/^data:image\/png;base64,/)]);
	await caller.admin.addFault({ on: 'removeBackground', fault: { job: { status: 'FAILED' } } });
	expect(
		await caller.post('/ideogram-remove-background/v1/ideogram-remove-background-request', fields),
	).toMatchObject({
		json: { status: 'FAILED', error: expect.any(String), output: null },
	});
});
