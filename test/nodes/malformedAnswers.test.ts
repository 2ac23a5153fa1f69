import { MalformedTrial } from '../faults/malformedTrial';

let trial: MalformedTrial;

beforeAll(async () => {
	trial = await MalformedTrial.open();
});
afterAll(async () => await trial.close());

test('a malformed answer ends in an item or a clear error', async () => {
	expect(await trial.run(500, 5)).toEqual([]);
}, 60_000);
