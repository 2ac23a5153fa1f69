import type { ExecutionError, INodeExecutionData, IRun, IRunData } from 'n8n-workflow';

/** A finished, failed or stopped execution. */
export class Execution {
	constructor(
		private readonly run: IRun,
		/** Whether it was stopped. */
		readonly canceled: boolean,
	) {}

	/** The output of a node's last run. Empty if the node failed or wasn't reached. */
	items(nodeName = this.lastNode, output = 0): INodeExecutionData[] {
		return this.runData[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
	}

	/**
	 * The error that ended the execution. n8n keeps a copy, so it is no instance of its class: use its name and fields.
	 */
	get error(): ExecutionError | undefined {
		return this.run.data.resultData.error;
	}

	/** What n8n saves of every node, run by run. */
	get runData(): IRunData {
		return this.run.data.resultData.runData;
	}

	private get lastNode(): string {
		return this.run.data.resultData.lastNodeExecuted ?? '';
	}
}
