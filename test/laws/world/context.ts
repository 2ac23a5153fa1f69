import {
	ExpressionError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	NodeApiError,
	NodeHelpers,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';
import type { LogEntry, Store } from '../checker/evidence';
import type { Clock } from './clock';
import { fileNameOf, imageFile, itemIn } from './files';
import { API_KEY, GATEWAY } from './hosts';
import { coded, type Network } from './network';
import type { ItemPlan } from './plan';
import { storedStream } from './runtime.cjs';

type Helpers = IExecuteFunctions['helpers'];
type ByteStream = Awaited<ReturnType<Helpers['getBinaryStream']>>;

export interface Setting {
	readonly type: INodeType;
	readonly parameters: INodeParameters;
	readonly onError: INode['onError'];
	readonly items: readonly INodeExecutionData[];
	/** Of the items of all executions, by the number in their names. */
	readonly plans: readonly ItemPlan[];
	readonly hasCredential: boolean;
	readonly cancelSignal: AbortSignal;
}

/** The input of an item as a field of binary data: stored, or in memory. */
export function binaryInput(index: number, isStored: boolean): IBinaryData {
	const file = { mimeType: 'image/png', fileName: `item-${index}.png`, fileExtension: 'png' };
	return isStored
		? { ...file, data: 'filesystem-v2', id: `filesystem-v2:item-${index}` }
		: { ...file, data: imageFile(`item-${index}`).toString('base64') };
}

/** n8n's context of one execution, as far as nodes use it, in the way of n8n-core 2.41. */
export class Context {
	readonly log: LogEntry[] = [];
	readonly stores: Store[] = [];
	private readonly node: INode;

	constructor(
		private readonly clock: Clock,
		private readonly network: Network,
		private readonly setting: Setting,
	) {
		const { type, parameters, onError } = setting;
		const { description } = type;
		this.node = {
			id: 'node',
			name: 'Pixazo',
			type: `n8n-nodes-pixazo.${description.name}`,
			typeVersion: Number(description.version),
			position: [0, 0],
			parameters: withDefaults(description, parameters),
			onError,
		};
	}

	async execute(): Promise<INodeExecutionData[]> {
		const output = await this.setting.type.execute?.call(this.functions());
		return Array.isArray(output) ? (output[0] ?? []) : [];
	}

	private functions(): IExecuteFunctions {
		const { node, setting, log, clock } = this;
		const entry = (level: string) => (message: string, facts?: object) => {
			log.push({ atMs: clock.now, level, text: `${message} ${JSON.stringify(facts ?? {})}` });
		};
		const helpers: Helpers = unlisted(this.requestHelpers(), this.fileHelpers());
		const context: IExecuteFunctions = unlisted(
			{
				helpers,
				logger: {
					info: entry('info'),
					warn: entry('warn'),
					error: entry('error'),
					debug: entry('debug'),
				},
				getInputData: () => [...setting.items],
				getNode: () => ({ ...node }),
				getExecutionId: () => '1',
				getExecutionCancelSignal: () => setting.cancelSignal,
				continueOnFail: () => node.onError !== 'stopWorkflow',
				addExecutionHints() {},
			},
			{
				getNodeParameter: (name: string, index: number, fallback?: unknown) =>
					this.parameter(name, index, fallback),
				getCredentials: async () => {
					if (setting.hasCredential) return { apiKey: API_KEY, baseUrl: GATEWAY };
					throw new NodeOperationError(node, 'Node does not have any credentials set');
				},
			},
		);
		return context;
	}

	private parameter(name: string, index: number, fallback: unknown): unknown {
		const found = name
			.split('.')
			.reduce<unknown>(
				(value, key) => (isRecord(value) ? value[key] : undefined),
				this.node.parameters,
			);
		const json = this.setting.items[index]?.json ?? {};
		if (typeof found === 'string' && found.startsWith('=') && !name.startsWith('options')) {
			const { readFault } = this.setting.plans[itemIn(String(json.prompt))] ?? {};
			if (readFault === 'expression') throw new ExpressionError('Referenced node does not exist');
		}
		const value = found === undefined ? fallback : resolved(found, json);
		if (found === undefined && fallback === undefined)
			throw new Error(`Could not get parameter "${name}"`);
		return value;
	}

	private requestHelpers(): Partial<Helpers> {
		const { network, node } = this;
		return {
			httpRequest: async (options) => await network.send(options),
			async httpRequestWithAuthentication(_type, options) {
				const authenticated = {
					...options,
					headers: { ...options.headers, 'Ocp-Apim-Subscription-Key': API_KEY },
				};
				// n8n takes the signal of the context that it is called on, whatever the options say.
				if ('getExecutionCancelSignal' in this)
					authenticated.abortSignal = this.getExecutionCancelSignal();
				const send = async () => await network.send(authenticated);
				return await send()
					// After a 401 n8n sends once more.
					.catch(async (error) =>
						error.response?.status === 401 ? await send() : Promise.reject(error),
					)
					.catch((error) => Promise.reject(new NodeApiError(node, error)));
			},
		};
	}

	private fileHelpers(): Partial<Helpers> {
		const { setting, node } = this;
		const binaryOf = (index: number, field: string | IBinaryData): IBinaryData => {
			const found = typeof field === 'string' ? setting.items[index]?.binary?.[field] : field;
			if (found) return found;
			throw new NodeOperationError(node, `The item has no binary field '${String(field)}'`);
		};
		return {
			assertBinaryData: binaryOf,
			getBinaryDataBuffer: async (index, field) =>
				Buffer.from(binaryOf(index, field).data, 'base64'),
			getBinaryMetadata: async (id) => ({ fileSize: this.stored(id).length }),
			getBinaryStream: async (id) => {
				const fault = setting.plans[itemIn(id)]?.readFault;
				if (fault === 'missing') throw new Error(`File not found: ${id}`);
				const bytes = this.stored(id);
				const failure = fault === 'broken' ? coded('EIO: i/o error, read', 'EIO') : undefined;
				return storedStream([bytes.subarray(0, 150), bytes.subarray(150)], failure);
			},
			binaryToBuffer: async (body) => (Buffer.isBuffer(body) ? body : await collect(body)),
			prepareBinaryData: async (content, fileName, mimeType = 'text/plain') =>
				await this.store(content, fileName, mimeType),
		};
	}

	private stored(id: string): Buffer {
		return imageFile(id.slice(id.indexOf(':') + 1));
	}

	/** The item it is for is seen from its first bytes. */
	private async store(
		content: Buffer | ByteStream,
		fileName: string | undefined,
		mimeType: string,
	) {
		const chunks: Buffer[] = [];
		for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
			if (chunks.length === 0) {
				await this.strikeStorage(itemIn(chunk.toString('latin1')));
			}
			chunks.push(chunk);
		}
		const name = fileNameOf(Buffer.concat(chunks)) ?? 'a broken file';
		return { data: 'filesystem-v2', id: name, mimeType, fileName };
	}

	private async strikeStorage(item: number): Promise<void> {
		const nth = this.stores.filter((store) => store.item === item).length;
		const store = { item, fromMs: this.clock.now, toMs: this.clock.now, hasFailed: false };
		this.stores.push(store);
		const fault = this.setting.plans[item]?.stores[nth];
		if (fault === 'slow') await sleep(700);
		store.toMs = this.clock.now;
		store.hasFailed = fault === 'full' || fault === 'odd';
		if (fault === 'full') throw coded('ENOSPC: no space left on device, write', 'ENOSPC');
		if (fault === 'odd') throw new Error('The storage is not available');
	}
}

const filled = new Map<string, INodeParameters>();

/** The parameters as n8n fills them in when it loads a workflow. */
function withDefaults(type: INodeTypeDescription, parameters: INodeParameters): INodeParameters {
	const key = type.name + JSON.stringify(parameters);
	const known = { typeVersion: Number(type.version) };
	const all =
		filled.get(key) ??
		NodeHelpers.getNodeParameters(type.properties, parameters, true, false, known, type) ??
		{};
	filled.set(key, all);
	return all;
}

/** An object of which only some members are there: n8n's own has many more, and what a node should not use fails here. */
const unlisted = <T>(...members: readonly object[]): T =>
	Object.assign(Object.create(null), ...members);

async function collect(stream: ByteStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** The expression `={{ $json.name }}`, which is all that the histories use. */
function resolved(value: unknown, json: IDataObject = {}): unknown {
	if (Array.isArray(value)) return value.map((entry) => resolved(entry, json));
	if (isRecord(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [key, resolved(entry, json)]),
		);
	}
	const name = typeof value === 'string' && /^=\{\{ \$json\.(\w+) \}\}$/.exec(value)?.[1];
	return name ? json[name] : value;
}
