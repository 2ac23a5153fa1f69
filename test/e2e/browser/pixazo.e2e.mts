import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { credential, rest, sandbox } from '../n8n/stage.mjs';
import { openEditor, type Editor } from './editor.mjs';
import { assertShown } from './shown.mjs';
import { NODE_UNDER_TEST, pinnedWorkflow, sideBySide } from '../workflows.mjs';

let editor: Editor;
before(async () => {
	editor = await openEditor();
	await sandbox.reset();
});
after(() => editor.close());

test('a model is searched, its fields filled in, another one chosen, and run', async () => {
	const workflow = pinnedWorkflow({ node: 'pixazo', parameters: {} }, credential);
	await editor.openWorkflow(await storeWorkflow(rest, sideBySide(workflow)));
	const panel = await editor.openNode(NODE_UNDER_TEST);

	await panel.search('model', 'sdxl', 'SDXL: Text to Image');
	await panel.entry('field_prompt').fill('A red kite');
	for (const label of ['Steps', 'Seed', 'Width']) await panel.addTo('Add Field', label);
	await panel.entry('seed').fill('7');
	const entered = async () =>
		await Promise.all(
			['field_prompt', 'num_steps', 'seed', 'width'].map((name) => panel.entry(name).inputValue()),
		);
	await assertShown(entered, ['A red kite', '20', '7', '1024']);

	await panel.search('model', 'schnell', 'Flux 1 Schnell: Text to Image');
	await assertShown(entered, ['A red kite', '20', '7', '1024']);

	await panel.close();
	await editor.run();
	const [request] = await sandbox.requests();
	assert.deepEqual(request?.json, { prompt: 'A red kite', num_steps: 20, seed: 7, width: 1024 });
});
