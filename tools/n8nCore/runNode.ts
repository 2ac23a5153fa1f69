import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeTypeDescription,
	IWorkflowSettings,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { EngineCredentials, type CredentialValues } from './credentials';
import type { Engine } from './engine';
import { Execution } from './execution';

/** The settings tab of a node. */
type NodeSettings = Pick<INode, 'onError' | 'retryOnFail'>;

export interface RunNodeOptions extends NodeSettings {
	/** Full name, `package.node`. */
	type: string;
	/** Values or expressions. Parameters that aren't given have their defaults, as in the editor. */
	parameters?: INodeParameters;
	/** The input. Default: one empty item. */
	items?: INodeExecutionData[];
	/** Where items have their files, n8n's workflow setting: in `binary` (`separate`), or in `json._files` (`combined`). */
	binaryMode?: IWorkflowSettings['binaryMode'];
	/** Stops the execution, as the editor's stop button does. */
	signal?: AbortSignal;
	/** Instead of the engine's own. */
	credentials?: CredentialValues;
}

const NODE = 'Node';

/** Runs one node. The execution's `items()` are its output. */
export async function runNode(engine: Engine, options: RunNodeOptions): Promise<Execution> {
	const { items = [{ json: {} }], signal, credentials = engine.credentials } = options;
	const { workflow, node } = workflowOf(engine, options, Object.keys(credentials));
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
		},
	});
	const helper = new EngineCredentials(engine.types.credentials, credentials);
	const additionalData = additionalDataFor(workflow, helper);
	const execute = new WorkflowExecute(additionalData, 'manual', data);

	const running = execute.processRunExecutionData(workflow);
	const cancel = () => running.cancel();
	signal?.addEventListener('abort', cancel);
	if (signal?.aborted) cancel();
	const run = await running.finally(() => signal?.removeEventListener('abort', cancel));
	return new Execution(run, running.isCanceled);
}

/** @param held the types of the credentials that the node can have */
export function workflowOf(
	{ nodeTypes }: Engine,
	{ type, parameters = {}, binaryMode, onError, retryOnFail }: RunNodeOptions,
	held: readonly string[],
) {
	const { description } = nodeTypes.getByNameAndVersion(type);
	const taken = (description.credentials ?? []).filter(({ name }) => held.includes(name));
	const node: INode = {
		...{ id: 'node', name: NODE, type, position: [0, 0], parameters, onError, retryOnFail },
		typeVersion: latestVersion(description),
		credentials: Object.fromEntries(taken.map(({ name }) => [name, { id: name, name }])),
	};
	const workflow = new Workflow({
		...{ id: 'workflow', name: 'Workflow', active: false, nodeTypes },
		...{ nodes: [node], connections: {} },
		settings: { executionOrder: 'v1', binaryMode },
	});
	return { workflow, node };
}

/** The version of a node that is newly added to the canvas. */
const latestVersion = ({ version }: INodeTypeDescription): number =>
	Array.isArray(version) ? Math.max(...version) : version;
