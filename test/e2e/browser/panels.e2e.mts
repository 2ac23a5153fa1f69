import { after, before, describe, test } from 'node:test';
import { operationsOf } from '../../../tools/demo/parameters.js';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import { rest } from '../n8n/stage.mjs';
import { packageNodes } from '../packageNodes.mjs';
import { openEditor, type Editor } from './editor.mjs';
import { panelOf } from './panel.mjs';
import { assertShown } from './shown.mjs';
import { triggerAlone } from '../workflows.mjs';

/** The choices under "Input Source". */
const SOURCES = Object.entries({ url: 'URL', binary: 'Binary File' });

describe('the panel of a node', () => {
	let editor: Editor;
	before(async () => {
		editor = await openEditor();
		await editor.openWorkflow(await storeWorkflow(rest, triggerAlone('Panels')));
	});
	after(() => editor.close());

	for (const description of packageNodes()) {
		const { displayName, properties } = description;
		const actions = operationsOf(description).map(({ action }) => action);
		for (const { name, value: operation, action = '' } of operationsOf(description)) {
			test(`${displayName}, ${name}, has its fields and options and no others`, async (t) => {
				const creator = await editor.openNodeCreator();
				await creator.search(displayName);
				await creator.choose(displayName);
				await assertShown(() => creator.names(), actions);
				await creator.choose(action);
				const panel = await editor.shownPanel();
				t.after(() => panel.close());
				const expected = panelOf(description, { operation });
				await assertShown(() => panel.fieldLabels(), expected.fields);
				await assertShown(() => panel.optionNames(), expected.options);

				if (!expected.fields.includes('Input Source')) return;
				const source = properties.find((property) => property.name === 'inputSource');
				for (const [inputSource, label] of SOURCES) {
					if (inputSource === source?.default) continue;
					await panel.select('inputSource', label);
					const { fields } = panelOf(description, { operation, inputSource });
					await assertShown(() => panel.fieldLabels(), fields);
				}
			});
		}
	}
});
