import { outputFile } from 'fs-extra';
import { SECTIONS } from './matrix';
import { type Outcomes, reportOf } from './report';
import { Trials } from './trials';

const REPORT = 'docs/faults.md';

let trials: Trials;
const outcomes: Outcomes = new Map();

beforeAll(async () => {
	trials = await Trials.open();
});

/** A part of the matrix is no report. */
afterAll(async () => {
	expect(trials.elsewhere.visits.map((visit) => visit['ocp-apim-subscription-key'])).toEqual(
		trials.elsewhere.visits.map(() => undefined),
	);
	await trials.close();
	const rows = SECTIONS.flatMap((section) => section.rows);
	if (rows.every((row) => outcomes.has(row))) await outputFile(REPORT, reportOf(outcomes));
});

describe.each(SECTIONS)('$title', ({ rows }) => {
	test.each(rows)(
		'$title',
		async (row) => {
			const results = await trials.run(row);
			outcomes.set(row, results);
			expect(results.flatMap(({ problems }) => problems)).toEqual([]);
		},
		60_000,
	);
});
