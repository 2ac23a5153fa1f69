import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { storeCredential } from '../../../../tools/localN8n/credentials.mjs';
import {
	type OutputItem,
	readBinary,
	startExecution,
	stopExecution,
	waitForExecution,
} from '../../../../tools/localN8n/executions.mjs';
import { storeWorkflow, type StoredWorkflow } from '../../../../tools/localN8n/workflows.mjs';
import type { Evidence } from '../../../laws/checker/evidence.js';
import type { History } from '../../../laws/histories/history.js';
import {
	inputOf,
	outputOf,
	parametersOf,
	plainText,
	termsOf,
} from '../../../laws/histories/play.js';
import { fileNameOf, imageFile } from '../../../laws/world/files.js';
import { API_KEY, GATEWAY } from '../../../laws/world/hosts.js';
import { NODE_UNDER_TEST, pinnedWorkflow, TRIGGER } from '../../workflows.mjs';
import { files, rest } from '../stage.mjs';
import { RealHosts } from './realHosts.mjs';

/** The hosts and n8n have one clock. But a busy machine is late: with what it sends, and with what it hears. */
const TOLERANCE_MS = 300;
const LOOK_INTERVAL_MS = 1000;
/** Until everything is logged and closed. */
const SETTLING_MS = 500;
/** A paid request may go on for 10 s after Stop, and nothing may follow. */
const WATCHED_AFTER_STOP_MS = 12_000;

/** Runs the node in n8n through a history, and returns what each of its executions left behind. */
export async function playInN8n(history: History, seed: number): Promise<Evidence[]> {
	const plans = history.executions.flatMap(({ items }) => items);
	const hosts = new RealHosts(plans);
	try {
		await hosts.open();
		const gateway = hosts.withPorts(GATEWAY);
		const key = { apiKey: API_KEY, baseUrl: gateway };
		const credential = await storeCredential(rest, `Seed ${seed}`, key);
		const executions = history.executions.map(async (plan) => {
			const first = plans.findIndex((item) => item === plan.items[0]);
			const scene = { history, plans, hosts: hosts.hosts };
			const inputs = plan.items.map((_, index) => inputOf(scene, first + index));
			const nodeTry = {
				node: history.course.node,
				parameters: fromTrigger(parametersOf(history, plan)),
				items: inputs.map(({ item }) => item.json),
				files: inputs.map((_, index) => fileOf(`item-${first + index}`)),
				nodeSettings: { onError: plan.onError },
			};
			await elapse(plan.beginsAfterMs);
			const workflow = hosts.real(pinnedWorkflow(nodeTry, credential));
			const left = await run(await storeWorkflow(rest, workflow), plan.stopAfterMs);
			const isOwn = (item: number) => item >= first && item < first + plan.items.length;
			const requests = hosts.requests.filter(({ item }) => isOwn(item) || item < 0);
			return {
				...left,
				// What n8n needs before the node can send anything keeps no item waiting.
				startedAtMs: requests[0]?.atMs ?? left.startedAtMs,
				...{ onError: plan.onError, maxConcurrency: plan.maxConcurrency },
				...{ gateway, apiKey: API_KEY, toleranceMs: TOLERANCE_MS, stores: [] },
				items: plan.items.map((item, index) =>
					termsOf(history, plan, item, inputs[index]?.givenId),
				),
				requests: requests.map((request) => ({ ...request, item: request.item - first })),
				neighbors: hosts.requests.filter(({ item }) => !isOwn(item) && item >= 0),
			};
		});
		return await Promise.all(executions);
	} finally {
		hosts.close();
	}
}

/** The node that makes files hands on nothing else. */
const fromTrigger = (parameters: INodeParameters): INodeParameters =>
	JSON.parse(JSON.stringify(parameters).replaceAll('$json', `$('${TRIGGER}').item.json`));

const fileOf = (id: string) => ({ name: `${id}.png`, type: 'image/png', bytes: imageFile(id) });

async function run(workflow: StoredWorkflow, stopAfterMs?: number) {
	const id = await startExecution(rest, workflow, TRIGGER);
	const end = waitForExecution(rest, id, LOOK_INTERVAL_MS);
	let stoppedAtMs;
	if (stopAfterMs !== undefined) {
		await elapse(stopAfterMs);
		// It may be over.
		const answer = await stopExecution(rest, id).catch(() => undefined);
		const stopped = z.object({ stoppedAt: z.string() }).safeParse(answer);
		if (stopped.success) stoppedAtMs = Date.parse(stopped.data.stoppedAt);
	}
	const { error, runData, startedAt } = await end;
	await elapse(stoppedAtMs === undefined ? SETTLING_MS : WATCHED_AFTER_STOP_MS);
	const own = runData[NODE_UNDER_TEST]?.at(-1);
	const startedAtMs = own?.startTime ?? Date.parse(String(startedAt));
	const endedAtMs = stoppedAtMs ?? startedAtMs + (own?.executionTime ?? 0);
	const outputs = own?.data?.main;
	const items = await Promise.all((outputs ?? []).flatMap((list) => list ?? []).map(withFileNames));
	return {
		...{ startedAtMs, endedAtMs, quietAtMs: endedAtMs, stoppedAtMs },
		log: await logOf(id),
		// With an error output, n8n has parted them.
		output: outputs && items.map(outputOf).sort((a, b) => (a.pairedTo ?? 0) - (b.pairedTo ?? 0)),
		error: error && {
			text: `${plainText(error.message)}\n${plainText(error.description)}`,
			item: error.context?.itemIndex,
		},
	};
}

async function withFileNames({ json, binary = {}, pairedItem }: OutputItem) {
	const named = Object.entries(binary).map(async ([field, file]) => {
		const id = fileNameOf(await readBinary(rest, file)) ?? 'a broken file';
		return [field, { id }] as const;
	});
	return { json, binary: Object.fromEntries(await Promise.all(named)), pairedItem };
}

const lineSchema = z.object({
	level: z.string(),
	message: z.string(),
	metadata: z.object({ timestamp: z.string(), executionId: z.string().optional() }).passthrough(),
});

/** What n8n logged of an execution. */
async function logOf(id: string) {
	const log = await readFile(join(dirname(files), 'n8n.log'), 'utf8');
	return log
		.split('\n')
		.filter((line) => line.startsWith('{'))
		.map((line) => lineSchema.parse(JSON.parse(line)))
		.filter(({ metadata }) => metadata.executionId === id)
		.map(({ level, message, metadata }) => ({
			atMs: Date.parse(metadata.timestamp),
			level,
			text: `${message} ${JSON.stringify(metadata)}`,
		}));
}
