const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// n8n-core reads these when it is first imported, and writes to the home folder without them.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-pixazo-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test-encryption-key';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'filesystem';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// A busy machine is no failure.
	testTimeout: 30_000,
	// One fewer than there are cores would be one on two cores, and the tests wait more than they work.
	maxWorkers: 4,
	roots: ['<rootDir>/test'],
	transform: {
		'\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
	// The recorded modules of dist/ and of the caches would otherwise collide with their sources.
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/demo-output/'],
};
