// @ts-check
import { readExamples, storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { drawPhoto, YELLOW } from '../../../tools/sandbox/images/photo.js';
import { inARow, pinnedWorkflow, NODE_UNDER_TEST } from '../n8n/pinnedWorkflow.mjs';
import { credential, files, rest, rightKey } from '../n8n/stage.mjs';
import { sideBySide, triggerAlone } from './workflows.mjs';

/**
 * What the documentation shows of the editor, by the name of the picture. Each brings a page to where it is to be drawn.
 *
 * @typedef {(editor: import('./editor.mjs').Editor) => Promise<void>} Scene
 * @type {Readonly<Record<string, Scene>>}
 */
export const SCENES = {
	async search(editor) {
		await open(editor, triggerAlone('My images'));
		const creator = await editor.openNodeCreator();
		await creator.search('pixazo');
		await editor.page.getByText('Pixazo Remove Background').waitFor();
	},

	async generate(editor) {
		const panel = await runNode(editor, 'Ideogram V2', {
			node: 'ideogram',
			parameters: {
				operation: 'generate',
				prompt: '={{ $json.place }} at dusk',
				aspectRatio: 'ASPECT_4_3',
				options: { colorPalette: 'ULTRAMARINE', seed: 7, styleType: 'REALISTIC' },
			},
			items: [{ place: 'A mountain lake' }],
		});
		await panel.viewPicture(panel.output);
	},

	async 'remove-background'(editor) {
		const bytes = await drawPhoto(YELLOW);
		const panel = await runNode(editor, 'Remove Background', {
			node: 'removeBackground',
			parameters: { operation: 'remove', inputSource: 'binary' },
			files: [{ name: 'camera.png', type: 'image/png', bytes }],
		});
		await panel.viewPicture(panel.input);
		await panel.viewPicture(panel.output);
	},

	async workflow(editor) {
		const example = (await readExamples(credential, files))[PROMPTS_TO_FILES];
		if (example === undefined) throw new Error('The example of the screenshot is missing.');
		await editor.openWorkflow(await storeWorkflow(rest, example));
		await run(editor);
	},

	async credential(editor) {
		const dialog = await editor.openCredential(credential);
		await dialog.saveWith(rightKey.apiKey);
		await dialog.waitForSuccess();
		await editor.dismissToast();
	},
};

/** Which example, from 0. */
const PROMPTS_TO_FILES = 1;

/**
 * Runs a node on items of its own, and opens its panel.
 *
 * @param {import('./editor.mjs').Editor} editor
 * @param {string} name that it is to have on the canvas
 * @param {import('../n8n/pinnedWorkflow.mjs').NodeTry} nodeTry
 */
async function runNode(editor, name, nodeTry) {
	await open(editor, withNodeNamed(name, pinnedWorkflow(nodeTry, credential)));
	await run(editor);
	return await editor.openNode(name);
}

/**
 * @param {string} name
 * @param {import('../../../tools/localN8n/workflows.mjs').WorkflowFile} workflow
 */
function withNodeNamed(name, workflow) {
	const nodes = workflow.nodes.map((node) =>
		node.name === NODE_UNDER_TEST ? { ...node, name } : node,
	);
	return { ...workflow, nodes, connections: inARow(nodes.map((node) => node.name)) };
}

/**
 * @param {import('./editor.mjs').Editor} editor
 * @param {import('../../../tools/localN8n/workflows.mjs').WorkflowFile} workflow
 */
async function open(editor, workflow) {
	await editor.openWorkflow(await storeWorkflow(rest, sideBySide(workflow)));
}

/** @param {import('./editor.mjs').Editor} editor */
async function run(editor) {
	await editor.run();
	await editor.page.getByText('Workflow executed successfully').waitFor();
	await editor.dismissToast();
}
