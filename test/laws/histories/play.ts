import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Evidence, ItemTerms, OutputItem } from '../checker/evidence';
import { type Clock, onVirtualClock, untilQuiet } from '../world/clock';
import { binaryInput, Context } from '../world/context';
import { API_KEY, GATEWAY, Hosts, photoUrl } from '../world/hosts';
import { Network } from '../world/network';
import type { ItemPlan } from '../world/plan';
import type { Nodes } from './courses';
import type { History } from './history';

/** Runs the node through a history, and returns what it left behind. @throws if it never ends. */
export async function play(history: History, nodes: Nodes): Promise<Evidence> {
	return await onVirtualClock(
		history.chance,
		async (clock) => await execution(history, nodes, clock),
	);
}

async function execution(history: History, nodes: Nodes, clock: Clock): Promise<Evidence> {
	const { course, onError, maxConcurrency, items: plans, stopAfterMs } = history;
	nodes.forget();
	const type = nodes.types.get(course.node);
	if (type === undefined) throw new Error(`There is no node ${course.node}`);
	const hosts = new Hosts(clock, plans);
	const network = new Network(clock, hosts.receive, API_KEY);
	const inputs = plans.map((plan, index) => inputOf(history, plan, index, hosts));
	const startedAtMs = clock.now;
	const stop = new AbortController();
	let stoppedAtMs: number | undefined;
	const stopTimer =
		stopAfterMs !== undefined &&
		clock.setTimeout(() => {
			stoppedAtMs = clock.now;
			stop.abort();
		}, stopAfterMs);
	const context = new Context(clock, network, {
		type,
		parameters: parametersOf(history),
		onError,
		items: inputs.map(({ item }) => item),
		plans,
		cancelSignal: stop.signal,
	});
	let output: INodeExecutionData[] | undefined;
	let error: Evidence['error'];
	let endedAtMs = Infinity;
	const work = context
		.execute()
		.then(
			(items) => {
				output = items;
			},
			(thrown) => {
				error = errorOf(thrown);
			},
		)
		.finally(() => {
			endedAtMs = clock.now;
			if (stopTimer) clock.clearTimeout(stopTimer);
		});
	// An execution that never ends has no end, which is for the checker to say.
	await untilQuiet(clock, work).catch(() => {});
	return {
		onError,
		maxConcurrency,
		gateway: GATEWAY,
		apiKey: API_KEY,
		startedAtMs,
		endedAtMs,
		quietAtMs: clock.now,
		stoppedAtMs,
		toleranceMs: 0,
		items: plans.map(({ settings }, index) => termsOf(history, settings, inputs[index]?.givenId)),
		requests: network.requests,
		stores: context.stores,
		log: context.log,
		output: output?.map(outputOf),
		error,
	};
}

const OPTIONS = [
	'timeout',
	'pollInterval',
	'retries',
	'downloadImages',
	'simplify',
	'wait',
] as const;

function parametersOf({ course, maxConcurrency, inputSource }: History): INodeParameters {
	return {
		operation: course.operation,
		...course.parameters,
		...(course.hasImage && {
			inputSource,
			...(inputSource === 'url' && { imageUrl: '={{ $json.photo }}' }),
		}),
		options: {
			maxConcurrency,
			...Object.fromEntries(OPTIONS.map((name) => [name, `={{ $json.${name} }}`])),
		},
	};
}

function inputOf({ course }: History, plan: ItemPlan, index: number, hosts: Hosts) {
	const given = course.does === 'pay' ? undefined : hosts.earlierJob(index);
	const item: INodeExecutionData = {
		json: {
			prompt: `A photo of item-${index}`,
			body: { prompt: `A photo of item-${index}` },
			photo: photoUrl(plan.photoHost, index),
			request: index % 2 === 0 ? given?.id : given?.url,
			...plan.settings,
		},
		binary: { data: binaryInput(index, plan.isStored) },
	};
	return { item, givenId: given?.id };
}

/** As the documentation of the options has it. */
function termsOf({ course }: History, settings: ItemPlan['settings'], givenId?: string): ItemTerms {
	const {
		timeout = 300,
		pollInterval = 2.5,
		retries = 3,
		downloadImages = true,
		wait = true,
	} = settings;
	return {
		does: course.does,
		waits: course.waits === 'always' || (course.waits === 'asked' && wait === true),
		downloads: downloadImages === true,
		timeLimitMs: Math.max(1, Number(timeout)) * 1000,
		// To check once has no such option; its one check is repeated at the default interval.
		intervalMs: course.does === 'look' ? 2500 : Math.max(1, Number(pollInterval)) * 1000,
		retries: Number(retries),
		givenId,
	};
}

/** n8n shows a description as HTML. */
const plainText = (text: unknown): string =>
	String(text ?? '')
		.replaceAll(/<br>\n?/g, '\n')
		.replaceAll('&lt;', '<');

function errorOf(
	thrown: Error & { description?: unknown; context?: { itemIndex?: number } },
): Evidence['error'] {
	return {
		text: `${plainText(thrown.message)}\n${plainText(thrown.description)}`,
		item: thrown.context?.itemIndex,
	};
}

function outputOf({ json, binary = {}, pairedItem }: INodeExecutionData): OutputItem {
	// The report of a job that failed has times, and is no error.
	const isError = json.error !== undefined && json.created_at === undefined;
	return {
		pairedTo:
			typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : undefined,
		json: JSON.stringify(json),
		error: isError
			? [json.error, json.message].filter(Boolean).map(plainText).join('\n')
			: undefined,
		requestId: typeof json.request_id === 'string' ? json.request_id : undefined,
		files: Object.values(binary).flatMap(({ id }) => id ?? []),
	};
}
