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
import { removeBackgroundOperations } from './operations';

export class RemoveBackground implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pixazo Remove Background',
		name: 'removeBackground',
		icon: { light: 'file:removeBackground.svg', dark: 'file:removeBackground.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(removeBackgroundOperations),
		description: 'Remove the background of an image and get a transparent PNG',
		defaults: { name: 'Pixazo Remove Background' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pixazoApi', required: true }],
		hints: [LINKS_EXPIRE],
		properties: operationProperties(removeBackgroundOperations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, removeBackgroundOperations);
	}
}
