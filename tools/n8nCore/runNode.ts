import { NodeConnectionTypes } from 'n8n-workflow';
import type { INode, INodeExecutionData, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import type { Engine, RunOptions } from './engine';
import type { Execution } from './execution';

/** The settings tab of a node. */
type NodeSettings = Pick<
	INode,
	'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce' | 'alwaysOutputData'
>;

export interface RunNodeOptions extends NodeSettings, Omit<RunOptions, 'input' | 'startNode'> {
	/** Full name, `package.node`. */
	type: string;
	typeVersion?: number;
	/** Values or expressions; what is left out has the node's default, as in the editor. */
	parameters?: INodeParameters;
	/** What comes in; one empty item unless given. */
	items?: INodeExecutionData[];
	/**
	 * Where items keep their files, n8n's workflow setting: beside `json` in `binary`
	 * (`separate`), or since n8n 2 within it in `json._files` (`combined`). n8n converts incoming
	 * files of the first kind to the second, unless it keeps them in memory.
	 */
	binaryMode?: IWorkflowSettings['binaryMode'];
}

const TRIGGER = 'Trigger';
const NODE = 'Node';

/** Runs one node behind a trigger; `items()` of the execution is what this node put out. */
export async function runNode(engine: Engine, options: RunNodeOptions): Promise<Execution> {
	const { type, typeVersion, parameters = {}, items, binaryMode, ...rest } = options;
	const { signal, timeoutMs, mode, credentials, ...settings } = rest;
	return await engine.run(
		{
			nodes: [
				{
					id: 'trigger',
					name: TRIGGER,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					...settings,
					id: 'node',
					name: NODE,
					type,
					typeVersion: typeVersion ?? engine.nodeTypes.latestVersion(type),
					position: [200, 0],
					parameters,
				},
			],
			connections: {
				[TRIGGER]: { main: [[{ node: NODE, type: NodeConnectionTypes.Main, index: 0 }]] },
			},
			settings: { executionOrder: 'v1', binaryMode },
		},
		{ input: items, startNode: TRIGGER, signal, timeoutMs, mode, credentials },
	);
}
