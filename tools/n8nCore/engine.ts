import { Container } from '@n8n/di';
import { BinaryDataService, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, fileTypeFromMimeType, UserError, Workflow } from 'n8n-workflow';
import type { IBinaryData, INode, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { EngineCredentials, type CredentialValues } from './credentials';
import { Execution } from './execution';
import { NodeTypes } from './nodeTypes';
import { mergePackages, type TypePackage } from './package';
import { standIns } from './standIns';
import { asSaved, type ExportedWorkflow } from './workflow';

export interface EngineOptions {
	packages: TypePackage[];
	/** The credential of each type, for every node that takes one. */
	credentials?: CredentialValues;
}

export interface RunOptions {
	/** What comes into the workflow; one empty item unless given, as from a manual trigger. */
	input?: INodeExecutionData[];
	/** The node to start at; n8n's own choice of trigger unless given. */
	startNode?: string;
	/** Stops the execution, as the editor's stop button does. */
	signal?: AbortSignal;
	/** Stops the execution after this time, as the workflow setting does. */
	timeoutMs?: number;
	mode?: WorkflowExecuteMode;
	/** In the place of the engine's own. */
	credentials?: CredentialValues;
}

/** Runs workflows in n8n's own execution engine, without an installation around it. */
export class Engine {
	private readonly types: TypePackage;
	readonly nodeTypes: NodeTypes;
	private readonly binaryData = Container.get(BinaryDataService);
	private executions = 0;

	constructor(private readonly options: EngineOptions) {
		this.types = mergePackages([standIns, ...options.packages]);
		this.nodeTypes = new NodeTypes(this.types.nodes);
	}

	/**
	 * Runs a workflow to its end.
	 *
	 * @throws WorkflowHasIssuesError when a required parameter is empty, before any node runs;
	 * whatever fails later is the execution's `error`
	 */
	async run(exported: ExportedWorkflow, options: RunOptions = {}): Promise<Execution> {
		const { mode = 'manual', credentials = this.options.credentials ?? {} } = options;
		const workflow = this.open(exported, credentials);
		const startNode = options.startNode
			? workflow.getNode(options.startNode)
			: workflow.getStartNode();
		if (!startNode) throw new UserError('The workflow has no such node to start at');

		const main = [options.input ?? [{ json: {} }]];
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node: startNode, data: { main }, source: null }] },
		});
		const additionalData = additionalDataFor(
			String(++this.executions),
			mode,
			asSaved(workflow),
			new EngineCredentials(this.types.credentials, credentials),
		);
		return await this.runUntilStopped(
			new WorkflowExecute(additionalData, mode, data),
			workflow,
			options,
		);
	}

	/** Stores a file as a trigger would, ready to be put under an item's `binary`. */
	async storeBinary(content: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> {
		const fileExtension = fileName.split('.').at(-1);
		const fileType = fileTypeFromMimeType(mimeType);
		return await this.binaryData.store(
			{ type: 'execution', workflowId: 'input', executionId: 'input' },
			content,
			{ data: '', fileName, mimeType, fileExtension, fileType },
		);
	}

	async readBinary(file: IBinaryData): Promise<Buffer> {
		return await this.binaryData.getAsBuffer(file);
	}

	/**
	 * An exported workflow names credentials of the installation that it comes from. Here each
	 * node gets those that the engine holds.
	 */
	private open(exported: ExportedWorkflow, credentials: CredentialValues): Workflow {
		const nodes = exported.nodes.map((node): INode => {
			const type = this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			const wanted = (type.description.credentials ?? []).map(({ name }) => name);
			const held = wanted.filter((name) => name in credentials);
			return {
				...node,
				credentials: Object.fromEntries(held.map((name) => [name, { id: name, name }])),
			};
		});
		const { id = 'workflow', name = 'Workflow', connections, settings = {} } = exported;
		const { nodeTypes } = this;
		return new Workflow({ id, name, nodes, connections, settings, nodeTypes, active: false });
	}

	private async runUntilStopped(
		execute: WorkflowExecute,
		workflow: Workflow,
		{ signal, timeoutMs }: RunOptions,
	): Promise<Execution> {
		const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
		const stop = AbortSignal.any([signal, timeout].filter((s) => s !== undefined));
		const running = execute.processRunExecutionData(workflow);
		const cancel = () => {
			execute.timedOut = timeout?.aborted ?? false;
			running.cancel();
		};
		stop.addEventListener('abort', cancel);
		if (stop.aborted) cancel();
		const run = await running.finally(() => stop.removeEventListener('abort', cancel));
		return new Execution(run, running.isCanceled);
	}
}

/**
 * Starts an engine. n8n-core reads its environment when it is first imported:
 * `N8N_USER_FOLDER`, `N8N_ENCRYPTION_KEY`, `N8N_LOG_LEVEL` and `N8N_DEFAULT_BINARY_DATA_MODE`
 * (`default` keeps files in memory, `filesystem` on disk) must be set before this module loads.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
	await Container.get(BinaryDataService).init();
	return new Engine(options);
}
