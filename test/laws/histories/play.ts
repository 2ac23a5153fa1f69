import {
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	NodeError,
	sleep,
} from 'n8n-workflow';
import type { Evidence, ItemTerms, OutputItem, SentRequest } from '../checker/evidence';
import { type Clock, onVirtualClock, untilQuiet } from '../world/clock';
import { binaryInput, Context } from '../world/context';
import { itemIn } from '../world/files';
import { API_KEY, GATEWAY, Hosts, photoUrl } from '../world/hosts';
import { Network } from '../world/network';
import type { ItemPlan } from '../world/plan';
import type { Nodes } from './courses';
import type { ExecutionPlan, History } from './history';

/** Runs the node through a history, and returns what each of its executions left behind. */
export async function play(history: History, nodes: Nodes): Promise<Evidence[]> {
	nodes.forget();
	return await onVirtualClock(history.chance, async (clock) => {
		const type = nodes.types.get(history.course.node);
		if (type === undefined) throw new Error(`There is no node ${history.course.node}`);
		const plans = history.executions.flatMap(({ items }) => items);
		const hosts = new Hosts(clock, plans);
		const network = new Network(clock, hosts.receive, API_KEY);
		let first = 0;
		const executions = history.executions.map((plan) => {
			const execution = new Execution(clock, network, { history, type, plan, plans, first, hosts });
			first += plan.items.length;
			return execution;
		});
		// One that never ends has no end, which is for the checker to say.
		await untilQuiet(clock, Promise.all(executions.map(({ work }) => work))).catch(() => {});
		return executions.map((execution) => execution.evidence());
	});
}

interface Scene {
	readonly history: History;
	readonly type: INodeType;
	readonly plan: ExecutionPlan;
	/** Of all executions; its own begin at `first`. */
	readonly plans: readonly ItemPlan[];
	readonly first: number;
	readonly hosts: Hosts;
}

class Execution {
	readonly work: Promise<void>;
	private readonly context: Context;
	private readonly inputs: ReadonlyArray<ReturnType<typeof inputOf>>;
	private readonly stop = new AbortController();
	private readonly startsAtMs: number;
	private stoppedAtMs: number | undefined;
	private endedAtMs = Infinity;
	private output: OutputItem[] | undefined;
	private error: Evidence['error'];

	constructor(
		private readonly clock: Clock,
		private readonly network: Network,
		private readonly scene: Scene,
	) {
		const { history, type, plan, plans, first } = scene;
		this.inputs = plan.items.map((_, index) => inputOf(scene, first + index));
		this.startsAtMs = clock.now + plan.beginsAfterMs;
		this.context = new Context(clock, network, {
			type,
			parameters: parametersOf(history, plan),
			onError: plan.onError,
			items: this.inputs.map(({ item }) => item),
			plans,
			hasCredential: plan.hasCredential,
			cancelSignal: this.stop.signal,
		});
		this.work = this.run();
	}

	private async run(): Promise<void> {
		const { clock, scene, stop } = this;
		const { beginsAfterMs, stopAfterMs } = scene.plan;
		if (beginsAfterMs > 0) await sleep(beginsAfterMs);
		const halt = () => {
			this.stoppedAtMs = clock.now;
			stop.abort();
		};
		const timer = stopAfterMs ? clock.setTimeout(halt, stopAfterMs) : undefined;
		if (stopAfterMs === 0) halt();
		try {
			this.output = (await this.context.execute()).map((item) => outputOf(item));
		} catch (error) {
			this.error = errorOf(error);
		}
		this.endedAtMs = clock.now;
		if (timer !== undefined) clock.clearTimeout(timer);
	}

	evidence(): Evidence {
		const { clock, network, scene, context, inputs, endedAtMs } = this;
		const { history, plan, first } = scene;
		// Where a redirect led belongs to no item, but to an execution.
		const isOwn = ({ item, url }: SentRequest) =>
			[item, itemIn(url)].some((index) => index >= first && index < first + plan.items.length);
		const isAlone = history.executions.length === 1;
		return {
			onError: plan.onError,
			maxConcurrency: plan.maxConcurrency,
			gateway: GATEWAY,
			apiKey: API_KEY,
			startedAtMs: this.startsAtMs,
			endedAtMs,
			quietAtMs: isAlone ? clock.now : endedAtMs,
			stoppedAtMs: this.stoppedAtMs,
			toleranceMs: 0,
			items: plan.items.map((item, index) => termsOf(history, plan, item, inputs[index]?.givenId)),
			requests: network.requests
				.filter(isOwn)
				.map((request) => ({ ...request, item: request.item - first })),
			neighbors: network.requests.filter((request) => !isOwn(request)),
			stores: context.stores.map((store) => ({ ...store, item: store.item - first })),
			log: context.log,
			output: this.output,
			error: this.error,
		};
	}
}

const OPTIONS = [
	'timeout',
	'pollInterval',
	'retries',
	'downloadImages',
	'simplify',
	'wait',
] as const;

export function parametersOf(
	{ course, inputSource }: History,
	{ maxConcurrency }: ExecutionPlan,
): INodeParameters {
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

export function inputOf(
	{ history, plans, hosts }: Pick<Scene, 'history' | 'plans' | 'hosts'>,
	index: number,
) {
	const plan = plans[index];
	const given = history.course.does === 'pay' ? undefined : hosts.earlierJob(index);
	const item: INodeExecutionData = {
		json: {
			prompt: `A photo of item-${index}`,
			body: { prompt: `A photo of item-${index}` },
			photo: photoUrl(plan?.photoHost ?? 0, index),
			request: index % 2 === 0 ? given?.id : given?.url,
			...plan?.settings,
		},
		binary: { data: binaryInput(index, plan?.isStored ?? true) },
	};
	return { item, givenId: given?.id };
}

/** As the documentation of the options has it. */
export function termsOf(
	{ course }: History,
	{ hasCredential }: ExecutionPlan,
	{ settings, readFault }: ItemPlan,
	givenId?: string,
): ItemTerms {
	const { timeout = 300, pollInterval = course.interval, retries = 3 } = settings;
	const { downloadImages = true, wait = true } = settings;
	return {
		does: course.does,
		waits: course.waits === 'always' || (course.waits === 'asked' && wait === true),
		downloads: downloadImages === true,
		timeLimitMs: Math.max(1, Number(timeout)) * 1000,
		// To check once has no such option; its one check is repeated at the default interval.
		intervalMs: course.does === 'look' ? 2500 : Math.max(1, Number(pollInterval)) * 1000,
		retries: Number(retries),
		cannotStart: !hasCredential || readFault === 'expression',
		givenId,
	};
}

/** n8n shows a description as HTML. */
export const plainText = (text: unknown): string =>
	String(text ?? '')
		.replaceAll(/<br>\n?/g, '\n')
		.replaceAll('&lt;', '<');

function errorOf(thrown: unknown): Evidence['error'] {
	if (!(thrown instanceof NodeError)) return { text: String(thrown) };
	const { message, description, context } = thrown;
	const { itemIndex } = context;
	return {
		text: `${plainText(message)}\n${plainText(description)}`,
		item: typeof itemIndex === 'number' ? itemIndex : undefined,
	};
}

/** An item as n8n has it; a file's ID is the name by which it is told. */
interface PutOut {
	readonly json: Readonly<Record<string, unknown>>;
	readonly binary?: Readonly<Record<string, { readonly id?: string }>>;
	readonly pairedItem?: unknown;
}

export function outputOf({ json, binary = {}, pairedItem }: PutOut): OutputItem {
	// The report of a job that failed has times, and is no error.
	const isError = json.error !== undefined && json.created_at === undefined;
	const isPaired = typeof pairedItem === 'object' && pairedItem !== null && 'item' in pairedItem;
	return {
		pairedTo: isPaired && typeof pairedItem.item === 'number' ? pairedItem.item : undefined,
		json: JSON.stringify(json),
		error: isError
			? [json.error, json.message].filter(Boolean).map(plainText).join('\n')
			: undefined,
		requestId: typeof json.request_id === 'string' ? json.request_id : undefined,
		files: Object.values(binary).flatMap(({ id }) => id ?? []),
	};
}
