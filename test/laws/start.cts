import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { tryBreaks } from './breaks/table.cjs';
import { shortfalls, sumOf, type Tally } from './checker/check';
import { playAll } from './pool.cjs';

/**
 * Simulated executions that try to break the laws of docs/guarantees.md.
 *
 *     npm run test:laws -- --histories 100000 --seed 7
 *     npm run test:laws -- --history 7000123          one history again
 *     npm run test:laws -- --breaks                   how soon each deliberate break of the nodes is caught
 */
const { values } = parseArgs({
	options: {
		histories: { type: 'string', default: '2000' },
		seed: { type: 'string', default: '1' },
		history: { type: 'string' },
		breaks: { type: 'boolean', default: false },
		failures: { type: 'string', default: '1' },
	},
});

const root = resolve(__dirname, '../..');
const SEEDS_EACH = 1_000_000;

function* seedsFrom(first: number, count: number) {
	for (let index = 0; index < count; index += 1) yield first + index;
}

async function main() {
	if (values.breaks) {
		const { table, uncaught } = await tryBreaks(root, SEEDS_EACH);
		console.log(`\n${table}`);
		if (uncaught.length > 0) process.exitCode = 1;
		return;
	}
	const first = Number(values.history ?? Number(values.seed) * SEEDS_EACH);
	const count = values.history === undefined ? Number(values.histories) : 1;
	const startedAtMs = performance.now();
	let totals: Tally | undefined;
	const reports: string[] = [];
	let played = 0;
	const seconds = () => `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`;
	await playAll({ root, seeds: seedsFrom(first, count) }, ({ tally, failure }) => {
		played += 1;
		totals = tally ? sumOf(tally, totals) : totals;
		if (failure) reports.push(failure.report);
		if (played % 5000 === 0) console.log(`${played} histories, ${seconds()}`);
		return reports.length < Number(values.failures);
	});
	const lacking = count < 1000 || reports.length > 0 ? [] : shortfalls(played, totals);
	const made = Object.entries(totals ?? {}).map(([name, number]) => `${number} ${name}`);
	console.log([...reports, ...lacking].join('\n\n'));
	console.log(
		`${played} histories from seed ${first} in ${seconds()}, each played twice: ${made.join(', ')}.`,
	);
	console.log(reports.length + lacking.length === 0 ? 'Every law held.' : 'Not every law held.');
	if (reports.length + lacking.length > 0) process.exitCode = 1;
}

void main();
