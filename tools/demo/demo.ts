import { startEngine } from '../n8nCore/engine';
import { loadBuiltPackage } from '../n8nCore/package';
import { runExamples } from './examples';
import { drawInputs } from './inputs';
import { checkLog, readRequestLog } from './requestLog';
import { runSteps } from './runSteps';
import type { Row } from './contactSheet/sheet';
import { rowsOf } from './rows';
import { exampleStandIns } from './standIns';
import { everyOperation } from './steps';

export interface DemoOptions {
	/** the folder of this project, built */
	readonly projectFolder: string;
	/** where pictures go */
	readonly folder: string;
	readonly sandbox: {
		readonly gatewayUrl: string;
		readonly adminUrl: string;
		readonly apiKey: string;
	};
	/** of every operation that has to be asked for */
	readonly operationIds: readonly string[];
	/** how long one workflow may run */
	readonly stepLimitMs: number;
	/** prints a line */
	readonly say: (line: string) => void;
}

/**
 * Runs every operation and every example against the sandbox.
 *
 * @returns what the contact sheet shows
 * @throws UserError when anything fails, is rejected or missing
 */
export async function runDemo(options: DemoOptions): Promise<Row[]> {
	const { projectFolder, folder, sandbox, operationIds, stepLimitMs, say } = options;
	const { gatewayUrl, adminUrl, apiKey } = sandbox;
	const engine = await startEngine({
		packages: [exampleStandIns, await loadBuiltPackage(projectFolder)],
		credentials: { pixazoApi: { apiKey, baseUrl: gatewayUrl } },
	});
	const stage = { engine, adminUrl, folder, stepLimitMs, say };
	const inputs = await drawInputs(engine, folder);

	say('\nEvery operation: what was sent, how long it took, what came out\n');
	const outcomes = await runSteps(stage, everyOperation(inputs));

	say("\nThe workflows in examples/, with stand-ins for n8n's own nodes\n");
	await runExamples(stage, inputs, `${projectFolder}/examples`);

	const log = await readRequestLog(adminUrl);
	checkLog(log, operationIds);
	say(`\n${log.length} requests to all ${operationIds.length} endpoints, none rejected`);
	return rowsOf(inputs, outcomes);
}
