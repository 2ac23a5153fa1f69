// @ts-check
import { after, before, describe, test } from 'node:test';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { rest } from '../n8n/stage.mjs';
import { openEditor } from './editor.mjs';
import { EXPECTED_PANELS } from './expectedPanels.mjs';
import { assertShown } from './shown.mjs';
import { triggerAlone } from './workflows.mjs';

const ALL = Object.keys(EXPECTED_PANELS);
const REMOVE_BACKGROUND = ['Pixazo Remove Background'];

const WHAT_IS_FOUND = {
	pixazo: ALL,
	ideogram: ALL,
	image: ALL,
	background: REMOVE_BACKGROUND,
	'remove background': REMOVE_BACKGROUND,
	'text to image': ALL.filter((name) => name.includes('Ideogram')),
};

describe('who looks for a node to add', async () => {
	const workflow = await storeWorkflow(rest, triggerAlone('Search'));
	/** @type {import('./editor.mjs').Editor} */
	let editor;
	before(async () => {
		editor = await openEditor();
		await editor.openWorkflow(workflow);
	});
	after(() => editor.close());

	test('finds those of this package by the words that say what they do', async () => {
		await withCreator(async (creator) => {
			for (const [words, found] of Object.entries(WHAT_IS_FOUND)) {
				await creator.search(words);
				await assertShown(async () => ofThisPackage(await creator.names()), [...found].sort());
			}
		});
	});

	for (const [node, panels] of Object.entries(EXPECTED_PANELS)) {
		test(`is offered what ${node} does`, async () => {
			await withCreator(async (creator) => {
				await creator.search('pixazo');
				await creator.choose(node);
				const actions = panels.map(({ action }) => action);
				await assertShown(() => creator.names(), actions);
			});
		});
	}

	/** @param {(creator: import('./nodeCreator.mjs').NodeCreator) => Promise<void>} work */
	async function withCreator(work) {
		const creator = await editor.openNodeCreator();
		try {
			await work(creator);
		} finally {
			await creator.close();
		}
	}
});

/** Sorted, since n8n ranks what it finds. @param {string[]} names */
const ofThisPackage = (names) => names.filter((name) => name.startsWith('Pixazo')).sort();
