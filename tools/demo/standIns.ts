import { NodeConnectionTypes, sleep } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { packageOf } from '../n8nCore/package';
import { passThrough } from '../n8nCore/standIns';

/**
 * Nodes of n8n that the examples use, reduced to what the examples set in them: the real ones are
 * in n8n-nodes-base, which is too large to install for a demo. What meets the outside world hands
 * its items on: there is no webhook and no form here, and the demo itself writes the files.
 */
export const exampleStandIns = packageOf('n8n-nodes-base', {
	nodes: [
		passThrough('webhook', 'trigger'),
		passThrough('formTrigger', 'trigger'),
		passThrough('respondToWebhook'),
		passThrough('form'),
		nodeWith('readWriteFile', ['fileName'], namedFiles),
		nodeWith('set', ['jsonOutput'], writtenJson),
		nodeWith('splitOut', ['fieldToSplitOut'], splitList),
		nodeWith('wait', ['amount'], waitedFor),
		nodeWith('merge', [], pairedUp, 2),
	],
});

type Execute = (context: IExecuteFunctions) => INodeExecutionData[] | Promise<INodeExecutionData[]>;

function nodeWith(name: string, fields: string[], execute: Execute, inputs = 1): INodeType {
	const { description } = passThrough(name);
	return {
		description: {
			...description,
			description: `Does what the examples ask of n8n's ${name}`,
			inputs: Array.from({ length: inputs }, () => NodeConnectionTypes.Main),
			properties: fields.map((field) => ({
				displayName: field,
				name: field,
				type: 'string',
				default: '',
			})),
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return [await execute(this)];
		},
	};
}

/** Says where the files would go, as the real node does beside writing them. */
function namedFiles(context: IExecuteFunctions): INodeExecutionData[] {
	return context.getInputData().map((item, index) => {
		const fileName = `${context.getNodeParameter('fileName', index)}`;
		return { ...item, json: { ...item.json, fileName }, pairedItem: index };
	});
}

function writtenJson(context: IExecuteFunctions): INodeExecutionData[] {
	return context.getInputData().map((_item, index) => ({
		json: JSON.parse(`${context.getNodeParameter('jsonOutput', index)}`),
		pairedItem: index,
	}));
}

function splitList(context: IExecuteFunctions): INodeExecutionData[] {
	return context.getInputData().flatMap(({ json }, index) => {
		const list = json[`${context.getNodeParameter('fieldToSplitOut', index)}`];
		const elements = Array.isArray(list) ? list : [];
		return elements.map((element) => ({ json: { ...Object(element) }, pairedItem: index }));
	});
}

async function waitedFor(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	await sleep(Number(context.getNodeParameter('amount', 0)) * 1000);
	return context.getInputData();
}

function pairedUp(context: IExecuteFunctions): INodeExecutionData[] {
	const others = context.getInputData(1);
	return context.getInputData(0).flatMap((item, index) => {
		const other = others[index];
		if (!other) return [];
		return {
			json: { ...item.json, ...other.json },
			binary: { ...item.binary, ...other.binary },
			pairedItem: [
				{ item: index, input: 0 },
				{ item: index, input: 1 },
			],
		};
	});
}
