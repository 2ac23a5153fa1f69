import { test } from 'node:test';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { rest } from '../n8n/stage.mjs';
import { packageNodes } from '../packageNodes.mjs';
import { openEditor } from './editor.mjs';
import { assertShown } from './shown.mjs';
import { triggerAlone } from '../workflows.mjs';

const ALL = packageNodes().map(({ displayName }) => displayName);
const REMOVE_BACKGROUND = ['Pixazo Remove Background'];

const WHAT_IS_FOUND = {
	pixazo: ALL,
	ideogram: ALL,
	image: ALL,
	background: REMOVE_BACKGROUND,
	'remove background': REMOVE_BACKGROUND,
	'text to image': ALL.filter((name) => !REMOVE_BACKGROUND.includes(name)),
};

test('the search for a node to add finds those of this package by what they do', async () => {
	const editor = await openEditor();
	try {
		await editor.openWorkflow(await storeWorkflow(rest, triggerAlone('Search')));
		const creator = await editor.openNodeCreator();
		for (const [words, found] of Object.entries(WHAT_IS_FOUND)) {
			await creator.search(words);
			const ofThisPackage = async () =>
				(await creator.names()).filter((name) => name.startsWith('Pixazo')).sort();
			await assertShown(ofThisPackage, [...found].sort());
		}
	} finally {
		await editor.close();
	}
});
