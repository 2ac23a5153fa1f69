import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { LINKS_EXPIRE } from '../shared/items/hints';
import { runItems } from '../shared/items/runItems';
import { operationProperties, operationSubtitle } from '../shared/items/operation';
import { V2 } from './models';
import { ideogramOperations } from './operations';

const operations = ideogramOperations(V2);

export class IdeogramV2 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pixazo Ideogram V2',
		name: 'ideogram',
		icon: { light: 'file:ideogramV2.svg', dark: 'file:ideogramV2.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(operations),
		description: 'Generate, describe, edit, and remix images with Ideogram V2',
		defaults: { name: 'Pixazo Ideogram V2' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pixazoApi', required: true }],
		hints: [LINKS_EXPIRE],
		properties: operationProperties(operations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, operations);
	}
}
