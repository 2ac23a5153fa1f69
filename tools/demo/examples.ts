import { readdir, readJson } from 'fs-extra';
import { UserError, type INodeExecutionData } from 'n8n-workflow';
import type { ExportedWorkflow } from '../n8nCore/workflow';
import type { Inputs } from './inputs';
import { savePicture, type Picture } from './pictures';
import { operationsText, readRequestLog } from './requestLog';
import type { Stage } from './stage';

/** What stands for the outside world of an example. */
interface Feed {
	/** the node it begins with */
	readonly trigger: string;
	/** what that node would put out */
	readonly item: INodeExecutionData;
	/** how many pictures are to come out */
	readonly pictures: number;
}

const feedsOf = ({ photo, mask }: Inputs): Readonly<Record<string, Feed>> => {
	const posted = {
		json: { headers: {}, params: {}, query: {}, body: {} },
		binary: { data: photo.binary },
	};
	const filledIn = {
		json: { Prompt: 'A banner: SPRING SALE', formMode: 'test' },
		binary: { Photo: photo.binary, Mask: mask.binary },
	};
	const pressed = { json: {} };
	return {
		'1-remove-background-webhook': { trigger: 'Photo by Webhook', item: posted, pictures: 1 },
		'2-prompts-to-files': { trigger: 'Start', item: pressed, pictures: 6 },
		'3-describe-then-remix-webhook': { trigger: 'Photo by Webhook', item: posted, pictures: 1 },
		'4-edit-with-mask-form': { trigger: 'Photo, Mask and Prompt', item: filledIn, pictures: 1 },
		'5-submit-now-collect-later': { trigger: 'Start', item: pressed, pictures: 3 },
	};
};

/**
 * Runs the workflows in `examples/` as they are, each to the last of its nodes, and says of each
 * what was stood in for.
 *
 * @throws UserError when one fails, or does not put out all its pictures
 */
export async function runExamples(stage: Stage, inputs: Inputs, directory: string): Promise<void> {
	const feeds = feedsOf(inputs);
	const files = (await readdir(directory)).filter((file) => file.endsWith('.json')).sort();
	for (const file of files) {
		const name = file.replace('.json', '');
		const feed = feeds[name];
		if (!feed) throw new UserError(`The demo does not know how to feed ${file}`);
		await runExample(stage, name, await readJson(`${directory}/${file}`), feed);
	}
}

async function runExample(
	stage: Stage,
	name: string,
	workflow: ExportedWorkflow,
	{ trigger, item, pictures: expected }: Feed,
): Promise<void> {
	const { engine, adminUrl, say, stepLimitMs } = stage;
	const requestsBefore = (await readRequestLog(adminUrl)).length;
	const startedAtMs = Date.now();
	const options = { startNode: trigger, input: [item], timeoutMs: stepLimitMs };
	const execution = await engine.run(workflow, options);
	const tookSeconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
	if (execution.error || execution.canceled) {
		throw new UserError(`${name}: ${execution.error?.message ?? 'took too long'}`);
	}

	const items = lastNodesOf(workflow).flatMap((node) => execution.items(node));
	const pictures = await savePictures(stage, name, items);
	if (pictures.length !== expected) {
		throw new UserError(`${name}: ${pictures.length} pictures came out, not ${expected}`);
	}
	const log = (await readRequestLog(adminUrl)).slice(requestsBefore);
	say(`  ${workflow.name}`);
	say(`    ${tookSeconds} s: ${operationsText(log)}`);
	say(`    -> examples/${name}/ ${pictures.map(({ path }) => fileNameOf(path)).join(', ')}`);
	say(`    stood in for: ${standInsOf(workflow).join('; ')}`);
}

async function savePictures(
	{ engine, folder }: Stage,
	name: string,
	items: INodeExecutionData[],
): Promise<Picture[]> {
	const saved = items.map(async (item, index) => {
		const fileName = fileNameOf(`${item.json.fileName ?? `${index + 1}.png`}`);
		return await savePicture(engine, item, `${folder}/examples/${name}/${fileName}`);
	});
	return (await Promise.all(saved)).filter((picture) => picture !== undefined);
}

const fileNameOf = (path: string): string => path.split('/').at(-1) ?? path;

/** Nodes that nothing follows. */
const lastNodesOf = ({ nodes, connections }: ExportedWorkflow): string[] =>
	nodes.map(({ name }) => name).filter((name) => !(name in connections));

const standInsOf = ({ nodes }: ExportedWorkflow): string[] =>
	nodes
		.filter(({ type }) => type.startsWith('n8n-nodes-base.') && !type.endsWith('.stickyNote'))
		.map(({ name }) => name);
