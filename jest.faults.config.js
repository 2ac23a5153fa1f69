const config = require('./jest.config.js');

/** The long tests against faults. `npm test` leaves them out, as their files do not end in .test.ts. @type {import('jest').Config} */
module.exports = {
	...config,
	roots: ['<rootDir>/test/faults'],
	testMatch: ['**/*.faults.ts'],
	testTimeout: 60_000,
};
