// @ts-check
import { after, before, describe, test } from 'node:test';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { rest } from '../n8n/stage.mjs';
import { openEditor } from './editor.mjs';
import { EXPECTED_PANELS } from './expectedPanels.mjs';
import { assertShown } from './shown.mjs';
import { triggerAlone } from './workflows.mjs';

/** What to choose under "Input Source", by the label of the field that it brings. */
const INPUT_SOURCES = Object.entries({
	'Image URL': 'URL',
	'Input Data Field Name': 'Binary File',
});

describe('the panel of', () => {
	/** @type {import('./editor.mjs').Editor} */
	let editor;
	before(async () => {
		editor = await openEditor();
		await editor.openWorkflow(await storeWorkflow(rest, triggerAlone('Panels')));
	});
	after(() => editor.close());

	for (const [node, panels] of Object.entries(EXPECTED_PANELS)) {
		for (const { action, fields, options } of panels) {
			test(`${node}, "${action}", has the fields and options it is to have, and no others`, async () => {
				await withPanel(node, action, async (panel) => {
					await assertShown(() => panel.fieldLabels(), fields);
					await assertShown(() => panel.optionNames(), options);
				});
			});

			const shown = INPUT_SOURCES.find(([label]) => fields.includes(label));
			const other = INPUT_SOURCES.find((source) => source !== shown);
			if (shown === undefined || other === undefined) continue;
			test(`${node}, "${action}", asks for "${other[0]}" if the image is to come from there`, async () => {
				await withPanel(node, action, async (panel) => {
					await panel.select('inputSource', other[1]);
					const changed = fields.map((label) => (label === shown[0] ? other[0] : label));
					await assertShown(() => panel.fieldLabels(), changed);
				});
			});
		}
	}

	/**
	 * Adds a node by one of its actions, and leaves its panel afterwards, whatever happens in it.
	 *
	 * @param {string} node
	 * @param {string} action
	 * @param {(panel: import('./nodePanel.mjs').NodePanel) => Promise<void>} work
	 */
	async function withPanel(node, action, work) {
		const creator = await editor.openNodeCreator();
		await creator.search(node);
		await creator.choose(node);
		await creator.choose(action);
		const panel = await editor.shownPanel();
		try {
			await work(panel);
		} finally {
			await panel.close();
		}
	}
});
