// @ts-check
const { Trials } = require('./histories/trial');
const { loadNodes } = require('./nodes');

/** Plays the histories of the seeds that it is sent, with the nodes below the folder of its first argument. */

const [root = ''] = process.argv.slice(2);
let saidAtMs = 0;
const trials = new Trials(loadNodes(root), () => {
	if (performance.now() - saidAtMs < 500) return;
	saidAtMs = performance.now();
	process.send?.({});
});

process.on('uncaughtException', (error) => trials.escape(error));
process.on(
	'message',
	async (/** @type {{ seeds: number[], law?: number, shrinks: boolean }} */ message) => {
		const { seeds, law, shrinks } = message;
		const results = [];
		for (const seed of seeds) {
			process.send?.({ began: seed });
			results.push({ seed, ...(await trials.run(seed, { law, shrinks })) });
		}
		process.send?.({ results });
	},
);
process.send?.({ results: [] });
