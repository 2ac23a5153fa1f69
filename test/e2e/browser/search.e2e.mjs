// @ts-check
import { after, before, describe, test } from 'node:test';
import { operationsOf } from '../../../tools/demo/parameters.js';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { rest } from '../n8n/stage.mjs';
import { packageNodes } from '../packageNodes.mjs';
import { openEditor } from './editor.mjs';
import { assertShown } from './shown.mjs';
import { triggerAlone } from './workflows.mjs';

const nodes = packageNodes();
const ALL = nodes.map(({ displayName }) => displayName);
const REMOVE_BACKGROUND = ['Pixazo Remove Background'];

const WHAT_IS_FOUND = {
	pixazo: ALL,
	ideogram: ALL,
	image: ALL,
	background: REMOVE_BACKGROUND,
	'remove background': REMOVE_BACKGROUND,
	'text to image': ALL.filter((name) => !REMOVE_BACKGROUND.includes(name)),
};

describe('the search for a node to add', () => {
	/** @type {import('./editor.mjs').Editor} */
	let editor;
	before(async () => {
		editor = await openEditor();
		await editor.openWorkflow(await storeWorkflow(rest, triggerAlone('Search')));
	});
	after(() => editor.close());

	test('finds the nodes of this package by the words that say what they do', async (t) => {
		const creator = await editor.openNodeCreator();
		t.after(() => creator.close());
		for (const [words, found] of Object.entries(WHAT_IS_FOUND)) {
			await creator.search(words);
			const ofThisPackage = async () =>
				(await creator.names()).filter((name) => name.startsWith('Pixazo')).sort();
			await assertShown(ofThisPackage, [...found].sort());
		}
	});

	for (const description of nodes) {
		test(`offers the operations of ${description.displayName}`, async (t) => {
			const creator = await editor.openNodeCreator();
			t.after(() => creator.close());
			await creator.search('pixazo');
			await creator.choose(description.displayName);
			const actions = operationsOf(description).map(({ action }) => action);
			await assertShown(() => creator.names(), actions);
		});
	}
});
