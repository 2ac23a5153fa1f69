// @ts-check
import { loadNodes } from './histories/courses.js';
import { Trials } from './histories/trial.js';

/** Plays the histories of the seeds that it is sent, one after another, with the nodes below the folder of its first argument. */

const [root = ''] = process.argv.slice(2);
let saidAtMs = 0;
const trials = new Trials(await loadNodes(root), () => {
	if (performance.now() - saidAtMs < 500) return;
	saidAtMs = performance.now();
	process.send?.({ isAlive: true });
});

process.on('uncaughtException', (error) => trials.escape(error));
process.on(
	'message',
	async (
		/** @type {{ seeds: number[], law?: number, shrinks: boolean }} */ { seeds, law, shrinks },
	) => {
		const results = [];
		for (const seed of seeds) {
			process.send?.({ began: seed });
			results.push({ seed, ...(await trials.run(seed, { law, shrinks })) });
		}
		process.send?.({ results });
	},
);
process.send?.({ results: [] });
