// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { measureAll } from './figures.js';
import { thisMachine } from './machine.mjs';
import { inOwnProcess } from './ownProcess.mjs';
import { drawChart } from './report/chart.js';
import { documentOf, tablesOf } from './report/document.js';
import { targetsOf } from './targets.js';

const QUIET_LOAD = 0.7;

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const machine = thisMachine();
if (machine.load > QUIET_LOAD) {
	console.warn(`The machine is busy (load ${machine.load.toFixed(2)}): the figures will suffer.`);
}

const figures = await measureAll(async (measurement, parameters) => {
	console.log(`${measurement.name} ${JSON.stringify(parameters)}`);
	return await inOwnProcess(measurement, parameters);
});
const targets = targetsOf(figures);
console.log(`\n${await format(tablesOf(figures, targets), { parser: 'markdown' })}`);
if (!values.check) await writePage();

for (const { title, limit, measured } of targets.filter(({ isMet }) => !isMet)) {
	console.error(`Missed. ${title}: ${measured}, but the target is ${limit}.`);
	process.exitCode = 1;
}

async function writePage() {
	const page = fileURLToPath(new URL('../../docs/benchmark.md', import.meta.url));
	const images = new URL('../../docs/images/', import.meta.url);
	await mkdir(images, { recursive: true });
	await writeFile(new URL('benchmark.png', images), await drawChart(figures));
	const style = { ...(await resolveConfig(page)), filepath: page };
	await writeFile(page, await format(documentOf(figures, targets, machine), style));
	console.log('Written: docs/benchmark.md and docs/images/benchmark.png');
}
