import { storeWorkflow, type WorkflowFile } from '../../../tools/localN8n/workflows.mjs';
import { drawPhoto, YELLOW } from '../../../tools/sandbox/images/photo.js';
import { example } from '../n8n/exampleWorkflows.mjs';
import { credential, rest } from '../n8n/stage.mjs';
import type { Editor } from './editor.mjs';
import { type NodeTry, pinnedWorkflow, sideBySide, triggerAlone } from '../workflows.mjs';

/** What the documentation shows of the editor, by the name of the screenshot. Each brings a page to what it shows. */
export const SCENES: Readonly<Record<string, (editor: Editor) => Promise<void>>> = {
	async search(editor) {
		await open(editor, triggerAlone('My images'));
		const creator = await editor.openNodeCreator();
		await creator.search('pixazo');
		await editor.page.getByText('Pixazo Remove Background').waitFor();
	},

	async 'ideogram-v4'(editor) {
		const panel = await runNode(editor, 'Ideogram V4', {
			node: 'ideogram4',
			parameters: {
				operation: 'generate',
				prompt: '={{ $json.place }} at dusk',
				imageSize: 'landscape_4_3',
				options: { numImages: 2, renderingSpeed: 'QUALITY', seed: 7 },
			},
			items: [{ place: 'A mountain lake' }],
		});
		await panel.viewFile(panel.output);
	},

	async models(editor) {
		const nodeTry = { node: 'pixazo', parameters: {}, items: [{ place: 'A mountain lake' }] };
		await open(editor, pinnedWorkflow(nodeTry, credential));
		const panel = await editor.openNode('Pixazo');
		await panel.searchList('model', 'image to video');
	},

	async video(editor) {
		const panel = await runNode(editor, 'Pixazo', {
			node: 'pixazo',
			parameters: {
				model: 'veo/v1/image-to-video',
				field_prompt: 'Zoom in slowly on the lens',
				fields: { resolution: '1080p' },
			},
			files: [{ name: 'camera.png', type: 'image/png', bytes: await drawPhoto(YELLOW) }],
		});
		await panel.viewFile(panel.input);
		await panel.viewFile(panel.output);
	},

	async 'remove-background'(editor) {
		const bytes = await drawPhoto(YELLOW);
		const panel = await runNode(editor, 'Remove Background', {
			node: 'removeBackground',
			parameters: { operation: 'remove', inputSource: 'binary' },
			files: [{ name: 'camera.png', type: 'image/png', bytes }],
		});
		await panel.viewFile(panel.input);
		await panel.viewFile(panel.output);
	},

	async workflow(editor) {
		await editor.openWorkflow(await storeWorkflow(rest, example('10')));
		await run(editor);
	},
};

/** Runs a node on items of its own, by the name that it is to have on the canvas, and opens its panel. */
async function runNode(editor: Editor, name: string, nodeTry: NodeTry) {
	await open(editor, pinnedWorkflow({ ...nodeTry, nodeName: name }, credential));
	await run(editor);
	return await editor.openNode(name);
}

async function open(editor: Editor, workflow: WorkflowFile) {
	await editor.openWorkflow(await storeWorkflow(rest, sideBySide(workflow)));
}

async function run(editor: Editor) {
	await editor.run();
	await editor.page.getByText('Workflow executed successfully').waitFor();
	await editor.dismissToast();
}
