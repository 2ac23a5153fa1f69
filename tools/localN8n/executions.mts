import { setTimeout as sleep } from 'node:timers/promises';
import { parse as parseFlatted } from 'flatted';
import { z } from 'zod';
import type { Rest } from './rest.mjs';
import type { StoredWorkflow } from './workflows.mjs';

export const binarySchema = z.object({
	/** The content in base64, or the name of the mode that keeps it elsewhere. */
	data: z.string(),
	mimeType: z.string(),
	fileName: z.string().optional(),
	id: z.string().optional(),
});

const itemSchema = z.object({
	json: z.record(z.unknown()),
	binary: z.record(binarySchema).optional(),
	pairedItem: z.unknown(),
});
export type OutputItem = z.infer<typeof itemSchema>;

const errorSchema = z.object({
	name: z.string().optional(),
	message: z.string(),
	description: z.string().nullish(),
	httpCode: z.string().nullish(),
	context: z.object({ itemIndex: z.number().optional() }).nullish(),
});
export type ExecutionError = z.infer<typeof errorSchema>;

/** One run of one node. */
const runSchema = z.object({
	startTime: z.number(),
	executionTime: z.number(),
	executionStatus: z.string().optional(),
	error: errorSchema.optional(),
	data: z.record(z.array(z.array(itemSchema).nullable())).optional(),
});

const executionSchema = z.object({
	status: z.string(),
	startedAt: z.string().nullable(),
	stoppedAt: z.string().nullish(),
	data: z.string().transform((text) => parseFlatted(text)),
});

/** Empty until data of an execution has been saved. */
const resultSchema = z
	.object({
		resultData: z.object({
			error: errorSchema.optional(),
			runData: z.record(z.array(runSchema)).default({}),
			lastNodeExecuted: z.string().optional(),
		}),
	})
	.default({ resultData: {} });

const startedSchema = z.object({ executionId: z.string() });

/** Runs a stored workflow from a node, like the button in the editor, and returns the execution's ID. */
export async function startExecution(rest: Rest, workflow: StoredWorkflow, trigger: string) {
	// n8n 1 runs the workflow that it gets, n8n 2 the stored one.
	const body = { workflowData: workflow, triggerToStartFrom: { name: trigger } };
	const answer = await rest.send('POST', `/workflows/${workflow.id}/run`, body);
	return startedSchema.parse(answer).executionId;
}

export async function readExecution(rest: Rest, executionId: string) {
	const answer = await rest.send('GET', `/executions/${executionId}`);
	const { status, startedAt, stoppedAt, data } = executionSchema.parse(answer);
	const { error, runData, lastNodeExecuted } = resultSchema.parse(data).resultData;
	return { id: executionId, status, startedAt, stoppedAt, error, runData, lastNodeExecuted };
}
export type Execution = Awaited<ReturnType<typeof readExecution>>;

/**
 * n8n 1 saves the end of an execution before its data, which may still be those of its last wait. Of a stopped
 * execution, it may save no data.
 */
const isOver = ({ status, lastNodeExecuted, error, runData }: Execution) =>
	status === 'canceled' ||
	(['success', 'error'].includes(status) &&
		(lastNodeExecuted ?? error) !== undefined &&
		!Object.values(runData).some((runs) => runs.at(-1)?.executionStatus === 'waiting'));

const LOOK_INTERVAL_MS = 100;
const LONGEST_EXECUTION_MS = 120_000;

/** Waits until an execution is over, however it ends. Fails if it takes longer than two minutes. */
export async function waitForExecution(rest: Rest, id: string, intervalMs = LOOK_INTERVAL_MS) {
	const giveUpAtMs = Date.now() + LONGEST_EXECUTION_MS;
	while (Date.now() < giveUpAtMs) {
		const execution = await readExecution(rest, id);
		if (isOver(execution)) return execution;
		await sleep(intervalMs);
	}
	throw new Error(`Execution ${id} was still running after two minutes.`);
}

const listSchema = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });
type Filter = { readonly workflowId: string; readonly status?: string[] };

/** How executions of a workflow stand, the newest first, at most 100. */
export async function listExecutions(rest: Rest, filter: Filter) {
	const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: '100' });
	return listSchema.parse(await rest.send('GET', `/executions?${query}`)).results;
}

export const stopExecution = (rest: Rest, executionId: string) =>
	rest.send('POST', `/executions/${executionId}/stop`);

/** What a node put out in its last run. */
export const outputOf = ({ runData }: Execution, node: string): OutputItem[] =>
	runData[node]?.at(-1)?.data?.main?.[0] ?? [];

/** The bytes of a file in an execution, wherever n8n stores it. */
export async function readBinary(rest: Rest, { id, data }: z.infer<typeof binarySchema>) {
	if (id === undefined) return Buffer.from(data, 'base64');
	const query = `id=${encodeURIComponent(id)}&action=download`;
	const answer = await rest.fetch(`/rest/binary-data?${query}`);
	if (!answer.ok) throw new Error(`No binary data for ${id}: ${answer.status}`);
	return Buffer.from(await answer.arrayBuffer());
}
