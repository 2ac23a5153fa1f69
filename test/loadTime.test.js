// @ts-check
const { execFileSync } = require('node:child_process');
const { resolve } = require('node:path');
const { nodes } = require('../package.json').n8n;

const LONGEST_MS = 25;
/** The fastest counts: another process at the wrong moment makes one slow, and nothing makes one fast. */
const MOST_ATTEMPTS = 12;

/** It counts the work that the process does, and not its waiting for a processor that others use. */
const SCRIPT = `
	require('n8n-workflow');
	const before = process.cpuUsage();
	for (const path of process.argv.slice(1)) require(path);
	const { user, system } = process.cpuUsage(before);
	console.log((user + system) / 1000);
`;

/** Milliseconds that a fresh process takes to require the built nodes, once it has n8n-workflow. */
const loadTimeMs = () => {
	const paths = nodes.map((path) => resolve(path));
	return Number(execFileSync(process.execPath, ['-e', SCRIPT, ...paths], { encoding: 'utf8' }));
};

test('the nodes cost n8n next to nothing when it starts', () => {
	let fastestMs = Infinity;
	for (let attempt = 0; attempt < MOST_ATTEMPTS && fastestMs >= LONGEST_MS; attempt += 1) {
		fastestMs = Math.min(fastestMs, loadTimeMs());
	}
	expect(fastestMs).toBeLessThan(LONGEST_MS);
}, 120_000);
