import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { operationsOf, parametersOf } from '../../../tools/demo/parameters.js';
import { packageNodes } from '../packageNodes.mjs';
import { opacity, photo } from './images.mjs';
import { fileBehind, fileOf, imageLink, runNode, sandbox, succeed } from './stage.mjs';

const PHOTOS = [photo.png, photo.jpeg, photo.webp];

/** Of the job that was submitted last. Any node that collects can collect it. */
let request = '';

for (const description of packageNodes()) {
	describe(description.displayName, () => {
		for (const [index, { name, value }] of operationsOf(description).entries()) {
			const operation = String(value);
			test(name, async () => {
				await sandbox.reset();
				const parameters = parametersOf(description, operation);
				if ('request' in parameters) Object.assign(parameters, { request });
				const sent = PHOTOS[index % PHOTOS.length] ?? photo.png;
				const [item] = await succeed({ node: description.name, parameters, files: [sent] });
				assert.ok(item);
				request = String(item.json.request_id ?? request);

				const requests = await sandbox.requests();
				assert.deepEqual(
					requests.flatMap(({ rejected }) => rejected ?? []),
					[],
				);
				for (const upload of requests.flatMap(({ parts = [] }) => parts)) {
					if (upload.name !== 'image_file') continue;
					const { name: fileName, type: contentType, bytes } = sent;
					const whole = { name: 'image_file', fileName, contentType, bytes: bytes.length };
					assert.deepEqual(upload, whole);
				}
				for (const { keyHeader } of await sandbox.downloads()) assert.equal(keyHeader, false);
				if (operation === 'describe') assert.match(String(item.json.description), /160/);
				else if (item.json.url)
					assert.deepEqual(await fileOf(item), await fileBehind(item.json.url));
				else assert.ok(item.json.request_id ?? item.binary?.data);
			});
		}
	});
}

describe('a node that waits for jobs', () => {
	const node = 'removeBackground';
	const options = { pollInterval: 1 };
	const FAILED = { job: { status: 'FAILED', error: 'No subject found' } };
	beforeEach(() => sandbox.reset());

	test('returns several results in the order of their items', async () => {
		const parameters = { operation: 'remove', inputSource: 'binary', options };
		const items = await succeed({ node, parameters, files: PHOTOS });
		assert.equal(new Set(items.map(({ json }) => json.request_id)).size, PHOTOS.length);
		for (const item of items) {
			const file = await fileOf(item);
			assert.deepEqual(file, await fileBehind(item.json.url));
			assert.deepEqual(await opacity(file), { corner: 0, middle: 255 });
		}
	});

	test('ends the execution with the reason and the request ID of a failed job', async () => {
		const parameters = { operation: 'remove', imageUrl: await imageLink(), options };
		await sandbox.addFault({ on: 'removeBackground', fault: FAILED });
		const { status, error } = await runNode({ node, parameters });
		assert.equal(status, 'error');
		const words = `${error?.message} ${error?.description}`;
		assert.match(words, /No subject found/);
		assert.match(words, /Request ID: \S+/);
	});

	test('returns an item for a failed job if it continues on errors', async () => {
		const parameters = { operation: 'remove', imageUrl: await imageLink(), options };
		await sandbox.addFault({ on: 'removeBackground', fault: FAILED });
		const nodeSettings = { onError: 'continueRegularOutput' };
		const [item] = await succeed({ node, parameters, nodeSettings });
		assert.match(String(item?.json.error), /No subject found/);
		assert.ok(item?.json.request_id);
	});
});
