import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breachesOf, shortfalls, sumOf, tallyOf } from '../../laws/checker/check.js';
import type { Evidence } from '../../laws/checker/evidence.js';
import { timeline } from '../../laws/histories/timeline.js';
import { packageNodes } from '../packageNodes.mjs';
import { playInN8n } from './laws/realExecution.mjs';
import { realHistory } from './laws/realHistory.js';
import { seed as givenSeed } from './stage.mjs';

/** Its histories have something of everything. */
const ORDINARY_SEED = 21;
const HISTORIES = 20;
/** So many at the same time; with more of them n8n is not punctual. */
const LANES = 6;

test('random executions keep the laws in n8n as they do in the simulation', async (t) => {
	const first = givenSeed ?? ORDINARY_SEED;
	const nodes = packageNodes().map(({ name }) => name);
	const seeds = Array.from({ length: HISTORIES }, (_, index) => first + index).values();
	const executions: Evidence[] = [];
	const reports: string[] = [];
	const lane = async () => {
		for (const seed of seeds) {
			const history = realHistory(seed, nodes);
			const played = await playInN8n(history, seed);
			executions.push(...played);
			const breaches = played.flatMap(breachesOf);
			if (breaches.length === 0) continue;
			const { node, operation } = history.course;
			const broken = breaches.map(({ law, item, words }) => `BROKEN law ${law}, ${item}: ${words}`);
			const title = `History ${seed}: ${node} ${operation}`;
			reports.push([title, ...played.map(timeline), ...broken].join('\n'));
		}
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	const totals = executions.map(tallyOf).reduce((sum, tally) => sumOf(sum, tally));
	t.diagnostic(`${executions.length} executions: ${JSON.stringify(totals)}`);
	assert.equal(reports.join('\n\n'), '');
	// They are shorter than simulated ones.
	if (first === ORDINARY_SEED) assert.deepEqual(shortfalls(HISTORIES / 2, totals), []);
});
