import fastify from 'fastify';
import { elapse } from '../../../tools/sandbox/clock';
import { Caller } from './caller';

let caller: Caller;
let hook: string;
const received: unknown[] = [];
const receiver = fastify().post('*', ({ body }) => {
	received.push(body);
	return 'ok';
});
beforeAll(async () => {
	caller = await Caller.open({ jobSeconds: 0.2, jobJitter: 0 });
	hook = `${await receiver.listen({ host: '127.0.0.1', port: 0 })}/hook`;
});
beforeEach(async () => {
	received.length = 0;
	await caller.admin.reset();
});
afterAll(async () => await Promise.all([caller.close(), receiver.close()]));

const submit = (url = hook) => caller.submit(undefined, { 'X-Webhook-URL': url });

it('posts the finished job once to the webhook URL', async () => {
	const { request_id } = await submit();
	expect(received).toEqual([]);
	await elapse(700);
	expect(received).toMatchObject([await caller.check(request_id)]);
	expect(await caller.admin.callbacks()).toMatchObject([
		{ url: hook, requestId: request_id, status: 200 },
	]);
});

it.each([
	['twice', 2],
	['never', 0],
] as const)('calls back %s where a fault says so', async (callback, count) => {
	await caller.admin.addFault({ on: 'removeBackground', fault: { callback } });
	await submit();
	await elapse(700);
	expect(received).toHaveLength(count);
});

it('calls back before the submit is answered where a fault says so', async () => {
	await caller.admin.addFault({ on: 'removeBackground', fault: { callback: 'early' } });
	const { request_id } = await submit();
	expect(received).toMatchObject([{ request_id, status: 'COMPLETED' }]);
	expect((await caller.check(request_id)).status).toBe('COMPLETED');
});

it('refuses a webhook URL that is not HTTPS, unless it leads to this machine', async () => {
	await expect(submit('http://example.com/hook')).rejects.toThrow();
	await expect(submit('hook')).rejects.toThrow();
	expect(await caller.admin.charges()).toMatchObject({ count: 0 });
	expect(await submit('https://example.com/hook')).toMatchObject({ status: 'QUEUED' });
});
