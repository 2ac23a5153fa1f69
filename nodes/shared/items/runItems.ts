import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Failure, shown, Stopped } from '../http/failure';
import { type Memory, PROCESS_MEMORY } from '../http/memory';
import { RETRY_PAYS_AGAIN } from './hints';
import { Item } from './item';
import { errorItem, nodeErrorOf, runErrorOf } from './nodeErrors';
import type { Operation } from './operation';
import { type Run, startRun } from './run';

/**
 * Runs the chosen operation on all items together. Returns one item for each item, in the order of the input. An item
 * that fails becomes an error item if the node is set to continue. Otherwise nothing new starts, paid requests under
 * way may finish, and the error names everything that was paid for.
 */
export async function runItems(
	context: IExecuteFunctions,
	operations: readonly Operation[],
	memory: Memory = PROCESS_MEMORY,
): Promise<INodeExecutionData[][]> {
	let operation: Operation;
	let run: Run;
	try {
		operation = chosenOf(context, operations);
		run = await startRun(context, memory);
	} catch (error) {
		return [failedItems(context, error)];
	}
	if (context.getNode().retryOnFail === true) context.addExecutionHints(RETRY_PAYS_AGAIN);
	try {
		return [await outputOf(run, operation)];
	} finally {
		run.end();
	}
}

function chosenOf(context: IExecuteFunctions, operations: readonly Operation[]): Operation {
	const chosen: unknown = context.getNodeParameter('operation', 0);
	const operation = operations.find(({ menuEntry }) => menuEntry.value === chosen);
	if (operation !== undefined) return operation;
	const names = operations.map(({ menuEntry }) => menuEntry.name);
	throw new Failure(
		`There is no operation "${shown(chosen)}"`,
		`Choose one of: ${names.join(', ')}.`,
	);
}

/**
 * If the node throws before the loop over items, n8n in Continue mode passes all items on as a success. So each item
 * fails by itself.
 */
function failedItems(context: IExecuteFunctions, error: unknown): INodeExecutionData[] {
	const items = context.getInputData().map((_, index) => ({ index, context }));
	if (!context.continueOnFail()) throw nodeErrorOf(items[0] ?? { index: 0, context }, error);
	return items.map((item) => errorItem(item, error));
}

async function outputOf(run: Run, operation: Operation): Promise<INodeExecutionData[]> {
	const { context, maxConcurrency } = run;
	const items = context.getInputData().map((_, index) => new Item(run, index, operation));
	const output: INodeExecutionData[] = [];
	const failed: Array<{ item: Item; error: unknown }> = [];
	const work = async (item: Item) => {
		try {
			output[item.index] = await operation.execute(item);
		} catch (error) {
			failed.push({ item, error });
			if (context.continueOnFail()) output[item.index] = errorItem(item, error);
			else run.halt();
		}
	};
	await forEachConcurrently(items, maxConcurrency === 1 ? 1 : items.length, work);
	const [first] = failed;
	if (run.stopSignal.aborted && first !== undefined)
		throw nodeErrorOf({ index: 0, context }, new Stopped());
	if (first !== undefined && !context.continueOnFail()) throw runErrorOf(first, failed, items);
	return output;
}

/** Processes the items with a number of workers. A worker takes the next item when it has finished one. */
async function forEachConcurrently<T>(
	items: readonly T[],
	workers: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const line = items.values();
	const worker = async () => {
		for (const item of line) await work(item);
	};
	await Promise.all(Array.from({ length: workers }, worker));
}
