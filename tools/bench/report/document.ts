import type { Figures } from '../figures';
import { WARM_UP_JOBS } from '../stage';
import type { Target } from '../targets';
import { faultsTable, jobsTable, jobsTitle, targetsTable, transferTable } from './tables';
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
		transferTable(figures),
		faultsTable(figures),
		targetsTable(targets),
	].join('\n\n');

/** The page `docs/benchmark.md`, in Markdown. */
export const documentOf = (
	figures: Figures,
	targets: readonly Target[],
	machine: Machine,
): string => `# Benchmark

<!-- Written by \`npm run bench\`: change bench/report/document.ts instead. -->

How fast, how sparing and how sturdy the package is: the built nodes in n8n's own execution engine, against the
sandbox of this repository. \`npm run bench\` measures all of it anew.

![Time until the last picture is there, by number of jobs](images/benchmark.png)

## Queued jobs

Remove Background queues a job for each picture. The node submits them all, then waits for all of them together, so
that the whole run takes little longer than its longest job. Two look-ups of a job are never closer than the poll
interval (2.5 s), and the first comes after 2.4 s. The first jobs that are done tell how long the others will take,
which spares look-ups.

${figures.series.map((series) => `### ${jobsTitle(series)}\n\n${jobsTable(series)}`).join('\n\n')}

- _Longest job_ is the floor: nothing that waits for all of them can be faster. _Ratio_ is the time over that floor.
- _Look-ups a job_ is the mean, and in brackets the most that any one job had; counted by the sandbox.
- _Lag_ is the time from the moment when a job was done until its picture had been downloaded.
- _Memory_ is the most resident memory at any time over that of the idle process.
- _One by one_ is the same work with _Max Concurrency_ 1. What would take too long is marked "about": extrapolated
  from ${figures.series.map(oneByOneSource).join(', and from ')}.

## Large pictures, and many small ones

${transferTable(figures)}

The first row is Edit an image with a picture of ${megabytes(figures.transfer.pictureBytes)} in each item, results of
the same size, and binary data in filesystem mode: pictures pass through as streams, a few at a time. The second is
Describe an image with a tiny picture and a gateway that answers at once; what is left of each item's time is the work
of n8n, of the node and of the sandbox, and its share of CPU is that of n8n and the node alone.

## Faults

${figures.faults.count} jobs of 2 s, "On Error" set to continue, and something going wrong at one of them. A charge is
what the sandbox accepted for payment: each job is to be paid for once, whatever happens. _Bad answers_ counts the
requests that were refused or broken.

${faultsTable(figures)}

## Stop

${stoppingProse(figures)}

## Targets

The benchmark is a test as well: it fails if one of these is missed.

${targetsTable(targets)}

## How it is measured

Each measurement has an n8n process of its own, with a sandbox beside it in another, and starts after ${WARM_UP_JOBS}
jobs that are not counted: as in an n8n in service, the code is loaded and compiled by then. Nothing else of the
benchmark runs at the same time; only the runs of one item after another, which do little but wait, go side by side. Resident memory and CPU time are those of the n8n process,
sampled every 20 ms. A pass takes about five minutes.

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

It prints the tables, writes this page and its chart, and names what was missed. With \`npm run bench -- --check\` it
only measures and checks.
`;

const oneByOneSource = ({ jobSeconds, oneByOne }: Figures['series'][number]): string =>
	`${oneByOne.at(-1)?.count} jobs of ${jobSeconds} s`;

function stoppingProse({ stopping }: Figures): string {
	const { count, pollsBefore, endedAfterMs, requestsAfter, lastRequestAfterMs, watchMs } = stopping;
	const requests =
		requestsAfter === 0
			? `no further request arrived in the ${duration(watchMs)} that were watched`
			: `${requestsAfter} further requests arrived, the last after ${milliseconds(lastRequestAfterMs)}`;
	return `An execution stopped by its user while ${count} jobs were waited for, ${pollsBefore} look-ups after its start: it
was over after ${milliseconds(endedAfterMs)}, and ${requests}.`;
}
