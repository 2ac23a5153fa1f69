import type { IExecuteFunctions, INodeExecutionData, Logger } from 'n8n-workflow';
import { startEngine } from '../../tools/n8nCore/engine';
import { packageOf } from '../../tools/n8nCore/package';
import { runNode } from '../../tools/n8nCore/runNode';
import { passThrough } from '../../tools/n8nCore/standIns';

/** What n8n's nodes write to its log, for a test to listen at: n8n has one for all nodes, and gives it to nodes only. */
export async function nodesLog(): Promise<Logger> {
	let log: Logger | undefined;
	const listener = {
		...passThrough('listener'),
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			log = this.logger;
			return [[]];
		},
	};
	const engine = await startEngine({ packages: [packageOf('test', { nodes: [listener] })] });
	await runNode(engine, { type: 'test.listener' });
	if (log === undefined) throw new Error('n8n gave its log to no node');
	return log;
}
