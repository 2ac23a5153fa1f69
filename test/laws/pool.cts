import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Trial } from './histories/trial';

const WORKER = require.resolve('./worker.cjs');
const BATCH = 20;
/** An execution that never comes back to Node's event loop is told by its worker's silence. */
const LONGEST_SILENCE_MS = 30_000;

interface Trials {
	readonly root: string;
	readonly seeds: Iterable<number>;
	readonly law?: number;
	readonly shrinks?: boolean;
	readonly workers?: number;
}

type Result = Trial & { readonly seed: number };

/** Plays the histories of seeds in worker processes. `take` returns whether to go on. */
export async function playAll(
	{ root, seeds, law, shrinks = true, workers = availableParallelism() }: Trials,
	take: (result: Result) => boolean,
): Promise<void> {
	const left = seeds[Symbol.iterator]();
	let goesOn = true;
	const next = () => {
		const batch = [];
		while (goesOn && batch.length < BATCH) {
			const { done, value } = left.next();
			if (done) break;
			batch.push(value);
		}
		return batch;
	};
	const lane = async () => {
		for (let first = next(); first.length > 0; first = next()) {
			const stuck = await work(first);
			if (stuck === undefined) return;
			const [seed = 0] = stuck;
			const report = `History ${seed} did not come back within ${LONGEST_SILENCE_MS / 1000} s.`;
			goesOn &&= take({ seed, tally: undefined, failure: { laws: [4], report } });
		}
	};
	/** Has one process work until nothing is left, and returns the seeds at which it got stuck. */
	const work = async (first: number[]): Promise<number[] | undefined> => {
		const child = fork(WORKER, [root], { execArgv: ['--require', 'tsx/cjs'] });
		let seeds = first;
		let silence: NodeJS.Timeout | undefined;
		try {
			return await new Promise((resolve, reject) => {
				const listen = () => {
					clearTimeout(silence);
					silence = setTimeout(() => resolve(seeds), LONGEST_SILENCE_MS);
				};
				let isNew = true;
				listen();
				child.on('exit', (code) => reject(new Error(`A worker ended with ${code}`)));
				child.on('message', ({ results, began }: { results?: Result[]; began?: number }) => {
					listen();
					if (began !== undefined) seeds = seeds.slice(seeds.indexOf(began));
					if (!results) return;
					for (const result of results) goesOn &&= take(result);
					seeds = isNew ? seeds : next();
					isNew = false;
					if (seeds.length > 0 && goesOn) child.send({ seeds, law, shrinks });
					else resolve(undefined);
				});
			});
		} finally {
			clearTimeout(silence);
			child.removeAllListeners();
			child.kill('SIGKILL');
		}
	};
	await Promise.all(Array.from({ length: workers }, lane));
}
