import { type Sandbox, startSandbox } from '../../tools/sandbox';

/** A sandbox of one's own, whose jobs take no time. */
export async function openSandbox(apiKey?: string): Promise<Sandbox> {
	return await startSandbox({ apiKey, settings: { jobSeconds: 0, jobJitter: 0 } });
}
