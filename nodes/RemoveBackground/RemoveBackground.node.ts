import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runItems } from '../shared/items';
import { operationProperties } from '../shared/operation';
import { removeBackgroundOperations } from './operations';

export class RemoveBackground implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pixazo Remove Background',
		name: 'removeBackground',
		icon: { light: 'file:removeBackground.svg', dark: 'file:removeBackground.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"]}}',
		description: 'Remove the background of an image and get a transparent PNG',
		defaults: { name: 'Pixazo Remove Background' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pixazoApi', required: true }],
		properties: operationProperties(removeBackgroundOperations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, removeBackgroundOperations);
	}
}
