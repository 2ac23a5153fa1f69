// @ts-check
import { after, before, describe, test } from 'node:test';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { rest } from '../n8n/stage.mjs';
import { openEditor } from './editor.mjs';
import { assertShown } from './shown.mjs';
import { triggerAlone } from './workflows.mjs';

const V2 = 'Pixazo Ideogram V2';
const TURBO = 'Pixazo Ideogram Turbo';
const V4 = 'Pixazo Ideogram V4';
const REMOVE_BACKGROUND = 'Pixazo Remove Background';

const WHAT_IS_FOUND = {
	pixazo: [V2, TURBO, V4, REMOVE_BACKGROUND],
	ideogram: [V2, TURBO, V4, REMOVE_BACKGROUND],
	image: [V2, TURBO, V4, REMOVE_BACKGROUND],
	background: [REMOVE_BACKGROUND],
	'remove background': [REMOVE_BACKGROUND],
	'text to image': [V2, TURBO, V4],
};

const IDEOGRAM_ACTIONS = ['Generate image', 'Describe image', 'Edit image', 'Remix image'];
const ACTIONS = {
	[V2]: IDEOGRAM_ACTIONS,
	[TURBO]: IDEOGRAM_ACTIONS,
	[V4]: ['Generate image', 'Remix image'],
	[REMOVE_BACKGROUND]: [
		'Remove background of image',
		'Submit request to remove background',
		'Get status of request',
		'Wait for result of request',
	],
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
		const creator = await editor.openNodeCreator();
		for (const [words, found] of Object.entries(WHAT_IS_FOUND)) {
			await creator.search(words);
			await assertShown(async () => ofThisPackage(await creator.names()), found);
		}
		await creator.close();
	});

	for (const [node, actions] of Object.entries(ACTIONS)) {
		test(`is offered what ${node} does`, async () => {
			const creator = await editor.openNodeCreator();
			await creator.search('pixazo');
			await creator.choose(node);
			await assertShown(() => creator.names(), actions);
			await creator.close();
		});
	}
});

/** @param {string[]} names */
const ofThisPackage = (names) => names.filter((name) => name.startsWith('Pixazo'));
