/** Runs `work` with environment variables. */
export async function withEnvironment<T>(
	variables: Readonly<Record<string, string>>,
	work: () => Promise<T>,
) {
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
}
