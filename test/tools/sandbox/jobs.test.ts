import { Caller, request } from './caller';

let caller: Caller;
beforeAll(async () => {
	// Jobs go by the clock alone. All else keeps its real timers.
	vi.useFakeTimers({ now: Date.parse('2026-03-31T10:00:00.000Z'), toFake: ['Date'] });
	caller = await Caller.open({ jobSeconds: 15, jobJitter: 0, linkSeconds: 60 });
});
beforeEach(() => caller.admin.reset());
afterAll(async () => {
	vi.useRealTimers();
	await caller.close();
});

const pass = (spanMs: number) => vi.setSystemTime(Date.now() + spanMs);

it('takes a job from QUEUED over PROCESSING to COMPLETED, with a link that expires', async () => {
	const { request_id } = await caller.submit();
	expect(await caller.check(request_id)).toMatchObject({ status: 'QUEUED', output: null });
	pass(14_999);
	const going = { status: 'PROCESSING', completed_at: null };
	expect(await caller.check(request_id)).toMatchObject(going);
	pass(1);
	const job = await caller.check(request_id);
	expect(job).toMatchObject({ status: 'COMPLETED', error: null });
	expect(Date.parse(`${job.completed_at}`) - Date.parse(job.created_at)).toBe(15_000);
	expect(await caller.admin.checks()).toMatchObject({ [request_id]: 3 });

	const [link = ''] = job.output?.media_url ?? [];
	expect(await request(link)).toMatchObject({ status: 200 });
	expect(await request(link.replace(/\?.*/, ''))).toMatchObject({ status: 404 });
	pass(60_000);
	expect(await request(link)).toMatchObject({ status: 410 });
	const statuses = (await caller.admin.downloads()).map(({ status }) => status);
	expect(statuses).toEqual([200, 404, 410]);
});

it('charges accepted requests, and refunds a job that ends in ERROR', async () => {
	for (const [after, status] of ['ERROR', 'FAILED'].entries()) {
		const fault = { job: { status, error: 'No subject found.' } };
		await caller.admin.addFault({ on: 'removeBackground', after, fault });
	}
	const submitted = [await caller.submit(), await caller.submit(), await caller.submit()];
	await expect(caller.submit({ image_url: 'no link' })).rejects.toThrow();
	const ids = submitted.map(({ request_id }) => request_id);
	pass(15_000);
	const [error, failed] = await Promise.all(ids.map((id) => caller.check(id)));
	expect(error).toMatchObject({ status: 'ERROR', error: 'No subject found.', output: null });
	expect(failed).toMatchObject({ status: 'FAILED' });
	expect(await caller.admin.charges()).toEqual({
		...{ count: 2, refunded: 1, requestIds: ids.slice(1) },
	});
});

it('answers with the file as a data URI in sync mode', async () => {
	const image_url = 'https://example.com/plant.png';
	const { status, output } = await caller.submit({ image_url, sync_mode: true });
	expect(status).toBe('COMPLETED');
	expect(output?.media_url).toEqual([expect.stringMatching(/^data:image\/png;base64,/)]);
});

it('takes a webhook URL if it is HTTPS, or leads to this machine', async () => {
	const submit = (url: string) => caller.submit(undefined, { 'X-Webhook-URL': url });
	await expect(submit('http://example.com/hook')).rejects.toThrow();
	await expect(submit('hook')).rejects.toThrow();
	for (const url of ['https://example.com/hook', 'http://127.0.0.1:9/hook']) {
		expect(await submit(url)).toMatchObject({ status: 'QUEUED' });
	}
});
