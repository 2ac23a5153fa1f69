import { createRequire } from 'node:module';
import { arch, cpus, loadavg, totalmem, type } from 'node:os';

const require = createRequire(import.meta.url);

/** The average number of processes that wanted to run in the last minute. 0: an idle machine. */
export const machineLoad = () => loadavg()[0] ?? NaN;

/** What the figures are measured on, name by name. */
export const thisMachine = (): string[][] => [
	['Processor', `${cpus()[0]?.model.trim()}, ${cpus().length} cores`],
	['Memory', `${Math.round(totalmem() / 1024 ** 3)} GB`],
	['System', `${type()}, ${arch()}`],
	['Load before the start', machineLoad().toFixed(2)],
	['n8n-nodes-pixazo', require('../../package.json').version],
	['n8n-core', require('n8n-core/package.json').version],
	['Node.js', process.versions.node],
];
