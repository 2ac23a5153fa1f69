import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

/**
 * A node that passes its items on, instead of a node of n8n's own: those are in n8n-nodes-base, which is too large to
 * install for tests.
 *
 * @param name as in the workflow's JSON, without the package
 * @param inputs whether the node has an input. A trigger has none.
 */
export function passThrough(name: string, inputs: 'input' | 'trigger' = 'input'): INodeType {
	return {
		description: {
			...{ name, displayName: name, description: 'Hands its items on', version: 1 },
			group: [inputs],
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
