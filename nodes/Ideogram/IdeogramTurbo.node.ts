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
import { V2_TURBO } from './models';
import { ideogramOperations } from './operations';

const operations = ideogramOperations(V2_TURBO);

export class IdeogramTurbo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pixazo Ideogram Turbo',
		name: 'ideogramTurbo',
		icon: { light: 'file:ideogramTurbo.svg', dark: 'file:ideogramTurbo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(operations),
		description: 'Generate, describe, edit, and remix images with the faster Ideogram Turbo',
		defaults: { name: 'Pixazo Ideogram Turbo' },
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
