// @ts-check
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);
require('./tools/n8nCore/environment.js');

/** n8n-core requires these. An import could find a second copy of them, with other classes. */
const REQUIRED = ['n8n-core', 'n8n-workflow', '@n8n/di'];

/** They differ if n8n keeps files in memory, which n8n-core reads once in a process. */
const IN_MEMORY = [
	'test/memoryMode/*.test.ts',
	'test/nodes/everyOperation.test.ts',
	'test/nodes/Ideogram/requests.test.ts',
	'test/nodes/RemoveBackground/jobs.test.ts',
];

export default defineConfig({
	resolve: { alias: Object.fromEntries(REQUIRED.map((name) => [name, require.resolve(name)])) },
	test: {
		globals: true,
		env: { TZ: 'Asia/Kolkata' },
		// A busy machine is no failure.
		testTimeout: 30_000,
		hookTimeout: 30_000,
		// n8n-core takes a second to load, so the test files of a process share it.
		isolate: false,
		setupFiles: 'test/support/freshNodes.ts',
		// The tests wait more than they work.
		maxWorkers: 4,
		projects: [
			{
				extends: true,
				test: {
					name: 'files on disk',
					include: ['test/**/*.test.{ts,mts}'],
					exclude: ['test/memoryMode/**'],
				},
			},
			{
				extends: true,
				test: {
					name: 'files in memory',
					include: IN_MEMORY,
					// n8n's name for it.
					env: { N8N_DEFAULT_BINARY_DATA_MODE: 'default' },
				},
			},
		],
	},
});
