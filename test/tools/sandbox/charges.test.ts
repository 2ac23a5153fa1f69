import { Caller, disc, png, REMOVE_BACKGROUND, TURBO, V2 } from './caller';

let caller: Caller;
beforeEach(async () => (caller = await Caller.open({ jobSeconds: 0 })));
afterEach(() => caller.close());

const image_url = 'https://example.com/plant.png';

it('are counted for every paid request that was accepted, by operation', async () => {
	const image_file = png(await disc(64));
	await caller.generate({ prompt: 'A fox' });
	await caller.upload(`${V2}/describe`, { image_file });
	await caller.upload(`${TURBO}/describe`, { image_file });
	await caller.upload(`${TURBO}/describe`, { image_file });
	const submitted = await caller.submit({ image_url });
	await caller.lookUp(submitted);
	expect(await caller.admin('/charges')).toEqual({
		count: 5,
		refunded: 0,
		byOperation: { v2Generate: 1, v2Describe: 1, turboDescribe: 2, removeBackground: 1 },
		requestIds: [submitted.request_id],
	});
});

it('are given back for a job that ends in ERROR, and stand for one that FAILED', async () => {
	for (const status of ['ERROR', 'FAILED']) {
		await caller.addFault({ on: 'removeBackground', fault: { job: { status } } });
	}
	await caller.submit({ image_url });
	const failed = await caller.submit({ image_url });
	expect(await caller.admin('/charges')).toEqual({
		count: 1,
		refunded: 1,
		byOperation: { removeBackground: 1 },
		requestIds: [failed.request_id],
	});
});

it('start again from nothing after a reset', async () => {
	await caller.post(REMOVE_BACKGROUND, { image_url });
	await caller.admin('/log', 'DELETE');
	expect(await caller.admin('/charges')).toEqual({
		count: 0,
		refunded: 0,
		byOperation: {},
		requestIds: [],
	});
	expect(await caller.admin('/requests')).toEqual([]);
});
