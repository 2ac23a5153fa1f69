import { MalformedTrial } from './malformedTrial';

const ANSWERS = 10_000;

let trial: MalformedTrial;

beforeAll(async () => {
	trial = await MalformedTrial.open();
});
afterAll(async () => await trial.close());

test(`each of ${ANSWERS} malformed answers ends in an item or a clear error`, async () => {
	const problems = await trial.run(ANSWERS, 20_261_122);
	expect(problems).toEqual([]);
}, 400_000);
