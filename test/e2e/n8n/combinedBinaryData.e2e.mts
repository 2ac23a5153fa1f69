import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { binarySchema, readBinary } from '../../../tools/localN8n/executions.mjs';
import { photo } from './images.mjs';
import {
	binaryMode,
	expressionEngine,
	fileBehind,
	major,
	rest,
	runNode,
	sandbox,
	succeed,
} from './stage.mjs';

/** n8n 2 can keep an item's files in its JSON, unless the mode is the one that keeps them in memory. */
const isThere = major === '2' && binaryMode !== 'default';

const settings = { binaryMode: 'combined' };
const withFiles = z.object({ url: z.string(), _files: z.object({ data: binarySchema }) });

/** The two ways of naming a file there. */
const names = {
	'by an expression': '={{ $json._files.data }}',
	'by its path': '_files.data',
	'by its name alone': 'data',
};

if (isThere && expressionEngine === 'legacy') {
	describe('with the files of an item in its JSON', () => {
		beforeEach(() => sandbox.reset());

		for (const [how, binaryPropertyName] of Object.entries(names)) {
			test(`a file that is named ${how} is uploaded, and the result is put there`, async () => {
				const items = await succeed({
					node: 'ideogramTurbo',
					parameters: { operation: 'remix', prompt: 'a poster', binaryPropertyName },
					files: [photo.webp],
					settings,
				});
				const { url, _files } = withFiles.parse(items[0]?.json);
				assert.deepEqual(await readBinary(rest, _files.data), await fileBehind(url));
				const [request] = await sandbox.requests();
				const upload = request?.parts?.find(({ name }) => name === 'image_file');
				assert.deepEqual(
					[upload?.fileName, upload?.contentType, upload?.bytes],
					[photo.webp.name, photo.webp.type, photo.webp.bytes.length],
				);
			});
		}

		test('a file that is not there is said to be missing', async () => {
			const { status, error } = await runNode({
				node: 'removeBackground',
				parameters: { operation: 'remove', inputSource: 'binary', binaryPropertyName: 'foto' },
				files: [photo.png],
				settings,
			});
			assert.equal(status, 'error');
			assert.match(String(error?.message), /"foto"/);
			assert.match(String(error?.description), /_files\.data/);
		});
	});
}

/**
 * The engine that n8n 2.41 presets reads `$item` for every expression, which in this mode fails where there is no item, as
 * in a credential. No credential that is declared as ours is can be used then, in no node.
 */
if (isThere && expressionEngine === 'vm') {
	test('where n8n cannot read a credential, nothing is sent, and the error says so', async () => {
		await sandbox.reset();
		const { status, error } = await runNode({
			node: 'ideogramTurbo',
			parameters: { operation: 'describe', binaryPropertyName: '_files.data' },
			files: [photo.webp],
			settings,
		});
		assert.equal(status, 'error');
		assert.match(String(error?.message), /n8n did not send the request/);
		assert.match(String(error?.description), /Nothing was sent/);
		assert.deepEqual(await sandbox.requests(), []);
	});
}
