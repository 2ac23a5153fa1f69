import { after, before, describe, test } from 'node:test';
import { storeCredential } from '../../../tools/localN8n/credentials.mjs';
import { rest, rightKey } from '../n8n/stage.mjs';
import { openEditor, type Editor } from './editor.mjs';

describe('the dialog of the credential', () => {
	let editor: Editor;
	before(async () => {
		editor = await openEditor();
	});
	after(() => editor.close());

	test('says why a wrong key is not connected, and that a right one is', async () => {
		const key = { ...rightKey, apiKey: 'not typed yet' };
		const credential = await storeCredential(rest, 'Pixazo, by hand', key);
		const dialog = await editor.openCredential(credential);
		await dialog.saveWith('wrong');
		await dialog.waitForRefusal('The API key was not accepted');
		await dialog.saveWith(rightKey.apiKey);
		await dialog.waitForSuccess();
	});
});
