import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { RETRY_PAYS_AGAIN } from './hints';
import { Item } from './item';
import { failureOfItem, jobFieldsOf, nodeErrorOf, paidWorkOf } from './nodeErrors';
import type { Operation } from './operation';
import { startRun } from './run';

/**
 * Runs the chosen operation over all items together: one item out for each item in, in the order of the input, whatever
 * finished first. An item that fails becomes an error item if the node is to continue. Otherwise nothing new is started,
 * what is being paid for is let finish, and the error names all that was.
 */
export async function runItems(
	context: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOf(context, operations);
	const run = await startRun(context);
	if (context.getNode().retryOnFail === true) context.addExecutionHints(RETRY_PAYS_AGAIN);
	const items = context.getInputData().map((_, index) => new Item(run, index));
	const output: INodeExecutionData[] = [];
	let failed: { item: Item; error: unknown } | undefined;
	await inLanes(items, run.maxConcurrency === 1 ? 1 : items.length, async (item) => {
		try {
			output[item.index] = await operation.execute(item);
		} catch (error) {
			if (context.continueOnFail()) output[item.index] = errorItem(item, error);
			else {
				failed ??= { item, error };
				run.halt();
			}
		}
	});
	if (failed !== undefined)
		throw nodeErrorOf(failed.item, failed.error, paidWorkOf(items, failed.item));
	return [output];
}

function chosenOf(context: IExecuteFunctions, operations: readonly Operation[]): Operation {
	const chosen = context.getNodeParameter('operation', 0);
	const operation = operations.find(({ option }) => option.value === chosen);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(context.getNode(), `There is no operation "${String(chosen)}"`, {
		description: `Choose one of: ${operations.map(({ option }) => option.name).join(', ')}.`,
	});
}

/**
 * What stands for an item that failed. n8n takes an item for the error output only if its JSON is `error` and `message` and
 * nothing else, so there the request is named in the words. (With `error` beside the JSON it would replace the JSON.)
 */
function errorItem(item: Item, error: unknown): INodeExecutionData {
	const { message, description } = failureOfItem(item, error);
	const hasErrorOutput = item.run.context.getNode().onError === 'continueErrorOutput';
	return {
		json: hasErrorOutput
			? { error: message, message: description }
			: { error: `${message}. ${description}`.trim(), ...jobFieldsOf(item) },
		pairedItem: { item: item.index },
	};
}

/** Works through the items in so many lanes at once; a lane takes the next item when it has finished one. */
async function inLanes<T>(
	items: readonly T[],
	lanes: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const line = items.values();
	const lane = async () => {
		for (const item of line) await work(item);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}
