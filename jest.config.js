require('./tools/n8nCore/environment.js');

process.env.TZ = 'Asia/Kolkata';

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
