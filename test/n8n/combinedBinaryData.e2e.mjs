// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { binarySchema, readBinary } from '../../n8n/executions.mjs';
import { photo } from './pictures.mjs';
import { binaryMode, major, pictureBehind, rest, runNode, sandbox } from './stage.mjs';

/** n8n 2 can keep an item's files in its JSON, unless the mode is the one that keeps them in memory. */
const isThere = major === '2' && binaryMode !== 'default';

const settings = { binaryMode: 'combined' };
const withFiles = z.object({ url: z.string(), _files: z.object({ data: binarySchema }) });

/** The two ways of naming a file there. */
const names = { 'by an expression': '={{ $json._files.data }}', 'by its path': '_files.data' };

if (isThere) {
	describe('with the files of an item in its JSON', () => {
		beforeEach(() => sandbox.reset());

		for (const [how, binaryPropertyName] of Object.entries(names)) {
			test(`a file that is named ${how} is uploaded, and the result is put there`, async () => {
				const { status, error, items } = await runNode({
					node: 'ideogramTurbo',
					parameters: { operation: 'remix', prompt: 'a poster', binaryPropertyName },
					files: [photo.webp],
					settings,
				});
				assert.equal(status, 'success', `${error?.message} ${error?.description}`);
				const { url, _files } = withFiles.parse(items[0]?.json);
				assert.deepEqual(await readBinary(rest, _files.data), await pictureBehind(url));
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
				parameters: { operation: 'remove', inputSource: 'binary' },
				files: [photo.png],
				settings,
			});
			assert.equal(status, 'error');
			assert.match(String(error?.message), /"data"/);
		});
	});
}
