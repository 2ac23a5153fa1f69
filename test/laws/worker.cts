import { Trials } from './histories/trial';
import { loadNodes } from './nodes.cjs';

/** Plays the histories of the seeds that it is sent, with the nodes below the folder of its first argument. */

const [root = ''] = process.argv.slice(2);
let saidAtMs = 0;
const trials = new Trials(loadNodes(root), () => {
	if (performance.now() - saidAtMs < 500) return;
	saidAtMs = performance.now();
	process.send?.({});
});

type Message = { readonly seeds: number[]; readonly law?: number; readonly shrinks: boolean };

process.on('uncaughtException', (error) => trials.escape(error));
process.on('message', async ({ seeds, law, shrinks }: Message) => {
	const results = [];
	for (const seed of seeds) {
		process.send?.({ began: seed });
		results.push({ seed, ...(await trials.run(seed, { law, shrinks })) });
	}
	process.send?.({ results });
});
process.send?.({ results: [] });
