import { outputFile } from 'fs-extra';
import { UserError, type INodeExecutionData, type INodeParameters } from 'n8n-workflow';
import { startEngine, type Engine } from '../n8nCore/engine';
import { loadBuiltPackage } from '../n8nCore/package';
import { runNode } from '../n8nCore/runNode';
import { SandboxAdmin, type LoggedRequest } from '../sandbox/adminClient';
import { lookOf, operationsOf, parametersOf } from './parameters';
import { drawMask, drawPhoto, PINK, YELLOW } from '../sandbox/images/photo';
import type { Cell, Row } from './sheet';

export interface DemoOptions {
	/** where the images go */
	readonly folder: string;
	readonly sandbox: {
		readonly gatewayUrl: string;
		readonly adminUrl: string;
		readonly apiKey: string;
	};
	/** prints a line */
	readonly say: (line: string) => void;
}

const OPERATION_LIMIT_MS = 20_000;

/**
 * Runs every operation of every node in the package against the sandbox.
 *
 * @returns what the contact sheet shows
 * @throws UserError when an operation fails, or the sandbox refuses a request
 */
export async function runDemo(options: DemoOptions): Promise<Row[]> {
	const { folder, sandbox, say } = options;
	const { gatewayUrl, adminUrl, apiKey } = sandbox;
	const built = await loadBuiltPackage();
	const credentials = { pixazoApi: { apiKey, baseUrl: gatewayUrl } };
	const engine = await startEngine({ types: built, credentials });
	const log = new SandboxAdmin(adminUrl);
	const inputs = await drawInputs(engine, folder);

	const rows = new Map<string, Row>();
	let requestId = '';
	for (const type of Object.keys(built.nodes)) {
		const { description } = engine.nodeTypes.getByNameAndVersion(type);
		const node = description.displayName;
		const operations = operationsOf(description);
		for (const { name, value: operation, description: about = '' } of operations) {
			const look = lookOf(description, `${operation}`);
			const { caption = '', pink } = look;
			const input = pink ? inputs.pink : inputs.yellow;
			const parameters = { ...parametersOf(description, `${operation}`), ...look.parameters };
			const item = { json: { request_id: requestId }, binary: input.binary };

			await log.reset();
			const startedAtMs = Date.now();
			const { json, binary } = await runOperation(engine, type, parameters, item);
			const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
			const sent = sentText(await log.requests());
			const image = binary?.data && (await engine.readBinary(binary.data));
			const ending = binary?.data?.fileExtension ?? 'png';
			const file = `${description.name}-${operation}.${ending}`;
			if (image) await outputFile(`${folder}/${file}`, image);
			const words = json.description === undefined ? undefined : `${json.description}`;
			const result = image ? file : (words ?? json.status);
			say(`  ${`${node}: ${name}`.padEnd(46)}${seconds} s  ${sent.padEnd(33)} -> ${result}`);
			requestId = `${json.request_id ?? requestId}`;

			const shows = image ?? words;
			if (shows === undefined) continue;
			// The result of a request ID stands next to what the same node makes of an image.
			const isCollected = 'request' in parameters;
			const key = isCollected ? operations[0]?.value : operation;
			const title = isCollected ? name : node.replace('Pixazo ', '');
			const cell = { shows, inset: pink && input.photo, title, caption };
			const before = beforeOf(parameters, input);
			const row = rows.get(`${key}`) ?? { title: name, about, before, after: [] };
			rows.set(`${key}`, { ...row, after: [...row.after, cell] });
		}
	}
	return [...rows.values()];
}

/** Draws the images that the operations work on, and writes them to the folder. */
async function drawInputs(engine: Engine, folder: string) {
	const store = async (fileName: string, file: Buffer) => {
		await outputFile(`${folder}/${fileName}`, file);
		return await engine.storeBinary(file, fileName, 'image/png');
	};
	const maskFile = await drawMask();
	const mask = await store('mask.png', maskFile);
	const inputOf = async (fileName: string, photo: Buffer) => ({
		photo,
		mask: maskFile,
		binary: { data: await store(fileName, photo), mask },
	});
	return {
		yellow: await inputOf('photo.png', await drawPhoto(YELLOW)),
		pink: await inputOf('pink-photo.png', await drawPhoto(PINK)),
	};
}

type Input = Awaited<ReturnType<typeof drawInputs>>['pink'];

async function runOperation(
	engine: Engine,
	type: string,
	parameters: INodeParameters,
	item: INodeExecutionData,
): Promise<INodeExecutionData> {
	const signal = AbortSignal.timeout(OPERATION_LIMIT_MS);
	const execution = await runNode(engine, { type, parameters, items: [item], signal });
	const [output] = execution.items();
	if (!execution.error && output) return output;
	const reason = execution.error?.message ?? 'nothing came out';
	throw new UserError(`${type}, ${parameters.operation}: ${reason}`);
}

/** Names the fields that were sent, and counts the status checks. */
function sentText(log: readonly LoggedRequest[]): string {
	const rejected = log.find((request) => request.rejected !== undefined);
	if (rejected) throw new UserError(`The sandbox refused ${rejected.path}: ${rejected.rejected}`);
	const fields = log.flatMap(
		({ json = {}, parts }) => parts?.map((part) => part.name) ?? Object.keys(json),
	);
	const checks = log.filter(({ method }) => method === 'GET').length;
	return [
		...fields,
		...(checks > 0 ? [`${checks} status check${checks > 1 ? 's' : ''}`] : []),
	].join(', ');
}

/** The input of an operation: a prompt, or an image. */
function beforeOf(parameters: INodeParameters, { photo, mask }: Input): Cell {
	const { inputSource, options, prompt = parameters.field_prompt } = parameters;
	if (inputSource === undefined) return { shows: `“${prompt}”`, title: 'A prompt', caption: '' };
	const isMasked = 'maskBinaryPropertyName' in Object(options);
	return isMasked
		? {
				...{ shows: photo, inset: mask, title: 'A photo and a mask' },
				caption: 'black is edited, white is kept',
			}
		: { shows: photo, title: 'A photo', caption: 'photo.png' };
}
