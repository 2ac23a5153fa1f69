import { readFileSync } from 'fs-extra';
import { parse } from 'yaml';
import { type Sandbox, startSandbox } from '../../tools/sandbox';

/** A sandbox of one's own, whose jobs take no time. */
export async function openSandbox(apiKey?: string): Promise<Sandbox> {
	const document: unknown = parse(readFileSync('tools/sandbox/openapi.yaml', 'utf8'));
	return await startSandbox({ document, apiKey, settings: { jobSeconds: 0, jobJitter: 0 } });
}
