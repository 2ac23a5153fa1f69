import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { photo } from '../n8n/images.mjs';
import { credential, rest, sandbox } from '../n8n/stage.mjs';
import { openEditor, type Editor } from './editor.mjs';
import { assertShown } from './shown.mjs';
import { NODE_UNDER_TEST, type NodeTry, pinnedWorkflow, sideBySide } from '../workflows.mjs';

describe('a node that is run in the editor', () => {
	let editor: Editor;
	before(async () => {
		editor = await openEditor();
	});
	beforeEach(() => sandbox.reset());
	after(() => editor.close());

	test('shows the image that went in and the one that came out', async () => {
		const panel = await runRemoveBackground([photo.png]);
		for (const side of [panel.input, panel.output]) {
			const image = await panel.viewFile(side);
			const size = await image.evaluate(({ naturalWidth, naturalHeight }) => [
				naturalWidth,
				naturalHeight,
			]);
			assert.deepEqual(size, [160, 120]);
		}
	});

	test('says what is wrong with a file, and what to do about it', async () => {
		const text = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('No image') };
		const panel = await runRemoveBackground([text]);
		const message = 'The file in "data" is not an image [Item 0]';
		await assertShown(() => panel.errorMessage.innerText(), message);
		assert.match(await panel.errorDescription.innerText(), /Use JPEG, PNG, or WebP/);
		assert.match(await editor.toast.innerText(), /is not an image/);
	});

	test('names every request that goes on when the time is over', async () => {
		await sandbox.set({ jobSeconds: 600 });
		try {
			const files = [photo.png, photo.jpeg, photo.webp];
			const panel = await runRemoveBackground(files, { timeout: 2, pollInterval: 1 });
			const description = await panel.errorDescription.innerText();
			const requests = await sandbox.requests();
			const submitted = requests.filter(({ method }) => method === 'POST');
			assert.equal(submitted.length, files.length);
			for (const { requestId } of submitted) assert.ok(description.includes(String(requestId)));
		} finally {
			await sandbox.set({ jobSeconds: 1 });
		}
	});

	async function runRemoveBackground(
		files: Required<NodeTry>['files'],
		options: Record<string, number> = {},
	) {
		const parameters = { operation: 'remove', inputSource: 'binary', options };
		const workflow = pinnedWorkflow({ node: 'removeBackground', parameters, files }, credential);
		await editor.openWorkflow(await storeWorkflow(rest, sideBySide(workflow)));
		await editor.run();
		return await editor.openNode(NODE_UNDER_TEST);
	}
});
