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
import { ideogram4Operations } from './v4/operations';

export class Ideogram4 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pixazo Ideogram V4',
		name: 'ideogram4',
		icon: { light: 'file:ideogram4.svg', dark: 'file:ideogram4.dark.svg' },
		group: ['transform'],
		// n8n finds output schemas by folder, version, and operation. In this folder, version 1 has those of V2 and
		// Turbo. Otherwise versions 1 and 4 are the same.
		version: [1, 4],
		defaultVersion: 4,
		subtitle: operationSubtitle(ideogram4Operations),
		description: 'Generate and remix images with Ideogram V4',
		defaults: { name: 'Pixazo Ideogram V4' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pixazoApi', required: true }],
		hints: [LINKS_EXPIRE],
		properties: operationProperties(ideogram4Operations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, ideogram4Operations);
	}
}
