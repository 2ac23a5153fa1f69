import type { Figures, JobSeries } from '../figures';
import { WARM_UP_JOBS } from '../stage';
import type { Target } from '../targets';
import { callsTable, jobsTable, jobsTitle, targetsTable, transferTable } from './tables';
import { duration, megabytes, milliseconds } from './units';

/** What the figures were measured on. */
export interface Machine {
	readonly cpu: string;
	readonly cores: number;
	readonly memoryBytes: number;
	readonly system: string;
	/** Average number of processes that wanted to run in the minute before; 0 is a quiet machine. */
	readonly load: number;
	/** By name, such as Node.js or n8n-core. */
	readonly versions: Readonly<Record<string, string>>;
}

/** The tables alone, as they are printed. */
export const tablesOf = (figures: Figures, targets: readonly Target[]): string =>
	[
		...figures.series.map((series) => `${jobsTitle(series)}\n\n${jobsTable(series)}`),
		callsTable(figures),
		transferTable(figures),
		targetsTable(targets),
	].join('\n\n');

/** The page `docs/benchmark.md`, in Markdown. */
export const documentOf = (
	figures: Figures,
	targets: readonly Target[],
	machine: Machine,
): string => `# Benchmark

<!-- Written by \`npm run bench\`: change tools/bench/report/document.ts instead. -->

How fast the package is and how little it asks for: the built nodes in n8n's own execution engine, against the sandbox of
this repository. \`npm run bench\` measures all of it again.

![Time until the last image is there, and how long a caller waits beyond its job](images/benchmark.png)

## Many jobs in one execution

Remove Background queues a job for each image. The node submits them all, then waits for all of them together, so that
the whole run takes little longer than its longest job. Two status checks of one job are never closer than the poll
interval (2.5 s). The first jobs that are done tell how long the others will take, which saves checks.

${figures.series.map((series) => `### ${jobsTitle(series)}\n\n${jobsTable(series)}`).join('\n\n')}

- _Longest job_ is the floor: nothing that waits for all of them can be faster. _Ratio_ is the time over that floor.
- _Status checks a job_ is the mean, and in parentheses the most that any one job had, counted by the sandbox.
- _Lag_ is the time from the moment when a job was done until its image was downloaded.
- _Memory_ is the most resident memory at any time over that of the idle process.
- _One by one_ is the same work with _Max Concurrency_ 1. What would take too long is marked "about": extrapolated
  from ${figures.series.map(oneByOneSource).join(', and from ')}.
- Nothing is known about how long jobs take when a run starts.

## One job in each execution

A webhook brings one photo at a time: one job in each execution, one execution after another in the same n8n. The node
remembers how long the last four jobs of an endpoint took. _First call_ is the first execution of all, _later calls_ come
after the first four.

${callsTable(figures)}

## Large images, and many small ones

${transferTable(figures)}

The first row is Edit Image with an image of ${megabytes(figures.transfer.imageBytes)} in each item, results of the same
size, and binary data in filesystem mode: images pass through as streams, a few at a time. The second is Describe Image
with a tiny image and a gateway that answers at once. What is left of each item's time is the work of n8n, of the node,
and of the sandbox; its share of CPU is that of n8n and the node alone.

## Stop

${stopWords(figures)}

## Targets

The benchmark is a test as well: it fails if one of these is missed.

${targetsTable(targets)}

## How it is measured

Each measurement has an n8n process of its own, with a sandbox beside it in another, and starts after ${WARM_UP_JOBS} jobs
that are not counted: as in an n8n in service, the code is loaded and compiled by then. Nothing else of the benchmark runs
at the same time, except the runs that do little but wait: one item or one call after another. Resident memory and CPU
time are those of the n8n process, sampled every 20 ms. A pass takes about seven minutes.

| | |
| :-- | :-- |
| Processor | ${machine.cpu}, ${machine.cores} cores |
| Memory | ${Math.round(machine.memoryBytes / 1024 ** 3)} GB |
| System | ${machine.system} |
| Load before the start | ${machine.load.toFixed(2)} |
${Object.entries(machine.versions)
	.map(([name, version]) => `| ${name} | ${version} |`)
	.join('\n')}

To repeat it on a machine that has nothing else to do:

\`\`\`shell
npm ci
npm run bench
\`\`\`

It prints the tables, writes this page and its chart, and names what was missed. With \`npm run bench -- --check\` it only
measures and checks.
`;

const oneByOneSource = ({ jobSeconds, oneByOne }: JobSeries): string =>
	`${oneByOne.at(-1)?.count} jobs of ${jobSeconds} s`;

function stopWords({ stopping }: Figures): string {
	const { count, checksBefore, endedAfterMs, requestsAfter, lastRequestAfterMs, watchMs } =
		stopping;
	const requests =
		requestsAfter === 0
			? `no further request arrived in the ${duration(watchMs)} that were watched`
			: `${requestsAfter} further requests arrived, the last after ${milliseconds(lastRequestAfterMs)}`;
	return `An execution was stopped while it waited for ${count} jobs, after ${checksBefore} status checks. It ended after
${milliseconds(endedAfterMs)}, and ${requests}.`;
}
