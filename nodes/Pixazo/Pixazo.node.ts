import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { LINKS_EXPIRE } from '../shared/items/hints';
import { operationProperties, operationSubtitle } from '../shared/items/operation';
import { runItems } from '../shared/items/runItems';
import { pixazoOperations } from './operations';

export class Pixazo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pixazo',
		name: 'pixazo',
		icon: { light: 'file:pixazo.svg', dark: 'file:pixazo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(pixazoOperations),
		description: 'Make images, video, audio, and 3D models with any Pixazo model',
		defaults: { name: 'Pixazo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pixazoApi', required: true }],
		hints: [LINKS_EXPIRE],
		properties: operationProperties(pixazoOperations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, pixazoOperations);
	}
}
