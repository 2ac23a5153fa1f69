// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { opacity, photo } from './pictures.mjs';
import { mediaUrl, pictureBehind, pictureOf, runNode, sandbox } from './stage.mjs';

/** @type {ReadonlyArray<'ideogram' | 'ideogramTurbo'>} */
const IDEOGRAM_NODES = ['ideogram', 'ideogramTurbo'];

for (const node of IDEOGRAM_NODES) {
	describe(node, () => {
		beforeEach(() => sandbox.reset());

		test('generates an image', async () => {
			const { items } = await succeeding({
				node,
				parameters: { operation: 'generate', prompt: 'a lighthouse', options: { seed: 7 } },
			});
			assert.equal(items[0]?.json.seed, 7);
			await assertPicture(items[0]);
		});

		test('describes an image', async () => {
			const { items } = await succeeding({
				node,
				parameters: { operation: 'describe' },
				files: [photo.jpeg],
			});
			assert.match(String(items[0]?.json.description), /160/);
		});

		test('edits an image', async () => {
			const { items } = await succeeding({
				node,
				parameters: { operation: 'edit', prompt: 'a hat' },
				files: [photo.webp],
			});
			await assertPicture(items[0]);
			await assertUploaded(photo.webp);
		});

		test('remixes an image', async () => {
			const { items } = await succeeding({
				node,
				parameters: { operation: 'remix', prompt: 'a poster', aspectRatio: 'ASPECT_16_9' },
				files: [photo.png],
			});
			await assertPicture(items[0]);
			await assertUploaded(photo.png);
		});
	});
}

describe('removeBackground', () => {
	/** @type {'removeBackground'} */
	const node = 'removeBackground';
	beforeEach(() => sandbox.reset());

	test('removes the background of a file', async () => {
		const { items } = await succeeding({
			node,
			parameters: { operation: 'remove', inputSource: 'binary', options: { pollInterval: 1 } },
			files: [photo.png],
		});
		const { bytes } = await assertPicture(items[0]);
		assert.deepEqual(await opacity(bytes), { corner: 0, middle: 255 });
	});

	test('removes the backgrounds of several, in the order they came', async () => {
		const files = [photo.png, photo.jpeg, photo.webp];
		const { items } = await succeeding({
			node,
			parameters: { operation: 'remove', inputSource: 'binary', options: { pollInterval: 1 } },
			files,
		});
		assert.equal(items.length, files.length);
		for (const item of items) await assertPicture(item);
		assert.equal(new Set(items.map(({ json }) => json.request_id)).size, files.length);
	});

	test('submits a request, looks at it, and waits for its result', async () => {
		const submitted = await succeeding({
			node,
			parameters: { operation: 'submit', imageUrl: await someLink() },
		});
		const { request_id: request, polling_url: pollingUrl } = submitted.items[0]?.json ?? {};
		assert.equal(submitted.items[0]?.binary, undefined);

		const looked = await succeeding({ node, parameters: { operation: 'getStatus', request } });
		assert.equal(looked.items[0]?.json.request_id, request);

		const waited = await succeeding({
			node,
			parameters: { operation: 'waitForResult', request: pollingUrl, options: { pollInterval: 1 } },
		});
		assert.equal(waited.items[0]?.json.status, 'COMPLETED');
		await assertPicture(waited.items[0]);
	});

	test('a job that fails ends the execution, with its reason and its request ID', async () => {
		await sandbox.addFault({
			on: 'removeBackground',
			fault: { job: { status: 'FAILED', error: 'No subject found' } },
		});
		const { status, error } = await runNode({
			node,
			parameters: { operation: 'remove', imageUrl: await someLink(), options: { pollInterval: 1 } },
		});
		assert.equal(status, 'error');
		assert.match(`${error?.message} ${error?.description}`, /No subject found/);
		assert.match(`${error?.message} ${error?.description}`, /Request ID: \S+/);
	});

	test('or becomes an item of its own, if the node is to continue', async () => {
		await sandbox.addFault({
			on: 'removeBackground',
			fault: { job: { status: 'FAILED', error: 'No subject found' } },
		});
		const { items } = await succeeding({
			node,
			parameters: { operation: 'remove', imageUrl: await someLink(), options: { pollInterval: 1 } },
			nodeSettings: { onError: 'continueRegularOutput' },
		});
		assert.match(String(items[0]?.json.error), /No subject found/);
		assert.ok(items[0]?.json.request_id);
	});
});

/**
 * @param {import('./pinnedWorkflow.mjs').NodeTry} nodeTry
 */
async function succeeding(nodeTry) {
	const execution = await runNode(nodeTry);
	const { error } = execution;
	assert.equal(execution.status, 'success', `${error?.message} ${error?.description}`);
	return execution;
}

/**
 * The picture in the item is the one that its link leads to.
 *
 * @param {import('../../../tools/localN8n/executions.mjs').OutputItem | undefined} item
 */
async function assertPicture(item) {
	const picture = await pictureOf(item);
	assert.equal(picture.mimeType, 'image/png');
	assert.deepEqual(picture.bytes, await pictureBehind(item?.json.url));
	for (const { keyHeader } of await sandbox.downloads()) assert.equal(keyHeader, false);
	return picture;
}

/**
 * The file arrived whole, with its name and its type.
 *
 * @param {{ name: string, type: string, bytes: Buffer }} file
 */
async function assertUploaded({ name, type, bytes }) {
	const [request] = await sandbox.requests();
	assert.deepEqual(
		request?.parts?.find((part) => part.name === 'image_file'),
		{ name: 'image_file', fileName: name, contentType: type, bytes: bytes.length },
	);
}

/** A link to a picture, painted by the sandbox. */
async function someLink() {
	const { items } = await succeeding({
		node: 'ideogram',
		parameters: { operation: 'generate', prompt: 'a vase', options: { downloadImages: false } },
	});
	const link = String(items[0]?.json.url);
	assert.ok(link.startsWith(mediaUrl), link);
	return link;
}
