import { startExecution, waitForExecution } from '../../tools/localN8n/executions.mjs';
import type { Rest } from '../../tools/localN8n/rest.mjs';
import { storeWorkflow, type WorkflowFile } from '../../tools/localN8n/workflows.mjs';

export const TRIGGER = 'Start';
export const NODE_UNDER_TEST = 'Pixazo';

export type InputFile = Readonly<{ name: string; type: string; bytes: Buffer }>;

export interface NodeTry {
	/** Its name, without the package. */
	readonly node: string;
	/** On the canvas. */
	readonly nodeName?: string;
	readonly parameters: Record<string, unknown>;
	/** The JSON of the items that go in; by default one that is empty. */
	readonly items?: ReadonlyArray<Record<string, unknown>>;
	/** Files that go in, each in the field `data` of an item. */
	readonly files?: readonly InputFile[];
	/** Of the workflow. */
	readonly settings?: Record<string, unknown>;
	/** Such as `onError`. */
	readonly nodeSettings?: Record<string, unknown>;
}

/**
 * A workflow that hands items to one node. Files are text in the pinned items, and made binary data by n8n's own node.
 */
export function pinnedWorkflow(nodeTry: NodeTry, credential: { id: string; name: string }) {
	const { node, nodeName = NODE_UNDER_TEST, parameters, files, settings = {} } = nodeTry;
	const jsons = nodeTry.items ?? files?.map(() => ({})) ?? [{}];
	const items = jsons.map((json, index) => ({ ...json, ...fileAsText(files?.[index]) }));
	const trigger = nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {});
	const underTest = nodeOf(nodeName, `n8n-nodes-pixazo.${node}`, 1, parameters, {
		credentials: { pixazoApi: credential },
		...nodeTry.nodeSettings,
	});
	const nodes = files ? [trigger, TEXT_TO_FILE, underTest] : [trigger, underTest];
	const pinData = { [TRIGGER]: items.map((json) => ({ json })) };
	const name = `${node} ${String(parameters.operation ?? '')}`;
	return { ...inARow(name, nodes, settings), pinData };
}

/** Stores a workflow and runs it to its end. */
export async function runPinned(rest: Rest, workflow: WorkflowFile) {
	const stored = await storeWorkflow(rest, workflow);
	return await waitForExecution(rest, await startExecution(rest, stored, TRIGGER));
}

const fileAsText = (file: InputFile | undefined) =>
	file && { name: file.name, type: file.type, text: file.bytes.toString('base64') };

export const nodeOf = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	more: { credentials?: Record<string, { id: string; name: string }>; webhookId?: string } = {},
) => ({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more });

const TEXT_TO_FILE = nodeOf('Text to file', 'n8n-nodes-base.convertToFile', 1.1, {
	operation: 'toBinary',
	sourceProperty: 'text',
	options: { fileName: '={{ $json.name }}', mimeType: '={{ $json.type }}' },
});

/** A workflow of nodes that follow one another. */
export function inARow(name: string, nodes: Array<ReturnType<typeof nodeOf>>, settings = {}) {
	const connections = nodes.slice(1).map((node, index) => {
		const main = [[{ node: node.name, type: 'main', index: 0 }]];
		return [nodes[index]?.name, { main }] as const;
	});
	return { name, nodes, connections: Object.fromEntries(connections), settings };
}

/** A workflow to add nodes to. In one that is empty the editor offers triggers alone. */
export const triggerAlone = (name: string) =>
	inARow(name, [nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {})]);

const STEP_PX = 224;

/** Puts the nodes of a workflow side by side, so that each can be clicked. */
export const sideBySide = (workflow: WorkflowFile) => ({
	...workflow,
	nodes: workflow.nodes.map((node, index) => ({ ...node, position: [index * STEP_PX, 0] })),
});
