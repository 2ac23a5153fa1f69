import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

/** Of the work that n8n-workflow takes in the same process, so that a slow machine counts for both. */
const LARGEST_SHARE = 0.12;
/** The fastest counts: another process at the wrong moment makes one slow, and nothing makes one fast. */
const MOST_ATTEMPTS = 12;

/** It counts the work that the process does, and not its waiting for a processor that others use. */
const SCRIPT = `
	const work = ({ user, system }) => user + system;
	const start = process.cpuUsage();
	require('n8n-workflow');
	const before = process.cpuUsage();
	for (const path of process.argv.slice(1)) require(path);
	const nodes = work(process.cpuUsage()) - work(before);
	console.log(nodes / (work(before) - work(start)));
`;

/** What a fresh process takes to require the built nodes, as a share of what it took for n8n-workflow. */
const loadShare = () => {
	const paths = manifest.n8n.nodes.map((path) => resolve(path));
	return Number(execFileSync(process.execPath, ['-e', SCRIPT, ...paths], { encoding: 'utf8' }));
};

test('the nodes cost n8n next to nothing when it starts', () => {
	let smallest = Infinity;
	for (let attempt = 0; attempt < MOST_ATTEMPTS && smallest >= LARGEST_SHARE; attempt += 1) {
		smallest = Math.min(smallest, loadShare());
	}
	expect(smallest).toBeLessThan(LARGEST_SHARE);
}, 120_000);
