import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { measureAll } from './figures.js';
import { machineLoad, thisMachine } from './machine.mjs';
import { drawChart } from './report/chart.js';
import { tablesOf } from './report/tables.js';
import type { Measurement } from './stage.js';
import { targetsOf } from './targets.js';

const QUIET_LOAD = 0.7;
const page = fileURLToPath(new URL('../../docs/benchmark.md', import.meta.url));
const chart = fileURLToPath(new URL('../../docs/images/benchmark.png', import.meta.url));

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const machine = thisMachine();
if (machineLoad() > QUIET_LOAD) {
	console.warn(`The machine is busy (load ${machineLoad().toFixed(2)}): the figures will suffer.`);
}
const figures = await measureAll(async (measurement, parameters) => {
	console.log(`${measurement.name} ${JSON.stringify(parameters)}`);
	return await inOwnProcess(measurement, parameters);
});
const targets = targetsOf(figures);
const tables = tablesOf(figures, targets, machine);
console.log(`\n${await format(Object.values(tables).join('\n\n'), { parser: 'markdown' })}`);
if (!values.check) await writePage();

for (const { title, limit, measured } of targets.filter(({ isMet }) => !isMet)) {
	console.error(`Missed. ${title}: ${measured}, but the target is ${limit}.`);
	process.exitCode = 1;
}

/** Takes a measurement in a process of its own, so that measurements don't influence each other. */
async function inOwnProcess<P, Result>({ name, result }: Measurement<P, Result>, parameters: P) {
	const program = fileURLToPath(new URL('measure.mts', import.meta.url));
	const execArgv = ['--expose-gc', '--import', 'tsx'];
	const child = fork(program, [name, JSON.stringify(parameters)], { execArgv });
	let message: unknown;
	child.once('message', (received) => (message = received));
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`The measurement "${name}" ended with ${code}.`);
	return result.parse(message);
}

/** Puts each table between its two marks in the page, and draws the chart. */
async function writePage() {
	let text = await readFile(page, 'utf8');
	for (const [name, table] of Object.entries(tables)) {
		const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
		const [before, rest] = text.split(begin);
		const after = rest?.split(end)[1];
		if (after === undefined) throw new Error(`${page} has no ${begin} ... ${end}`);
		text = `${before}${begin}\n\n${table}\n\n${end}${after}`;
	}
	await writeFile(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
	await writeFile(chart, await drawChart(figures));
	console.log('Written: docs/benchmark.md and docs/images/benchmark.png');
}
