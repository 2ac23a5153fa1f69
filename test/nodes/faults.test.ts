import { type Row, SECTIONS } from '../faults/matrix';
import { Trials } from '../faults/trials';

/**
 * Each fault once at each stage, on operations that need little time; `npm run test:faults` tries them on all operations.
 */
const QUICK = ['Turbo describe', 'V2 edit', 'remove', 'waitForResult'];

const quickRows: Row[] = SECTIONS.flatMap(({ title, rows }) =>
	rows.flatMap((row) => {
		const cells = row.cells.filter(({ course }) => QUICK.includes(course.title)).slice(0, 1);
		return row.isHeavy ? [] : [{ ...row, title: `${title}: ${row.title}`, cells }];
	}),
);

let trials: Trials;

beforeAll(async () => {
	trials = await Trials.open(QUICK);
}, 30_000);
afterAll(async () => await trials.close());

test.each(quickRows)(
	'$title',
	async (row) => {
		const results = await trials.run(row);
		expect(results).toHaveLength(1);
		expect(results.flatMap(({ problems }) => problems)).toEqual([]);
	},
	20_000,
);
