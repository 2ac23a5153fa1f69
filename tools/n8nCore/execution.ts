import type { ExecutionError, INodeExecutionData, IRun, IRunData } from 'n8n-workflow';

/** A finished, failed or stopped execution. */
export class Execution {
	constructor(
		private readonly run: IRun,
		/** Whether it was stopped, by hand or by the time limit, before it ended by itself. */
		readonly canceled: boolean,
	) {}

	/** What the last run of a node put out; nothing if the node failed or was not reached. */
	items(nodeName = this.lastNode, output = 0): INodeExecutionData[] {
		return this.runData[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
	}

	/**
	 * What ended the execution. n8n keeps a copy of the error: look at its name and fields, it is
	 * no instance of its class.
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
