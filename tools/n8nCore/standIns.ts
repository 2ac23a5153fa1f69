import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { packageOf } from './package';

/**
 * A node that hands its items on, in the place of one of n8n's own: those live in
 * n8n-nodes-base, which is too large to install for tests.
 *
 * @param name as in the workflow's JSON, without the package
 * @param inputs whether the node has an input; a trigger has none
 */
export function passThrough(name: string, inputs: 'input' | 'trigger' = 'input'): INodeType {
	return {
		description: {
			name,
			displayName: name,
			description: 'Hands its items on',
			group: [inputs],
			version: [1, 1.1, 2, 2.1, 3],
			defaults: { name },
			inputs: inputs === 'trigger' ? [] : [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return [this.getInputData()];
		},
	};
}

/** What every engine knows of n8n's own nodes: enough to feed items in and to lay notes. */
export const standIns = packageOf('n8n-nodes-base', {
	nodes: [
		passThrough('manualTrigger', 'trigger'),
		passThrough('noOp'),
		passThrough('stickyNote', 'trigger'),
	],
});
