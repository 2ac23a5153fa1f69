// @ts-check

/**
 * Runs `work` with environment variables, which test files cannot set themselves: the linter bans `process` from .ts files.
 *
 * @template T
 * @param {Record<string, string>} variables
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
exports.withEnvironment = async (variables, work) => {
	const before = { ...process.env };
	Object.assign(process.env, variables);
	try {
		return await work();
	} finally {
		for (const name of Object.keys(variables)) {
			if (before[name] === undefined) delete process.env[name];
			else process.env[name] = before[name];
		}
	}
};
