// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { rest } from './stage.mjs';

const nodeTypes = z
	.array(
		z.object({
			name: z.string(),
			displayName: z.string(),
			usableAsTool: z.unknown(),
			iconUrl: z.unknown(),
			codex: z.object({ categories: z.array(z.string()).optional() }).optional(),
		}),
	)
	.parse(await (await rest.fetchRoot('/types/nodes.json')).json())
	.filter(({ name }) => name.startsWith('n8n-nodes-pixazo.'));

test('the three nodes are there, under the names that workflows keep', () => {
	const names = nodeTypes.map(({ name }) => name).filter((name) => !name.endsWith('Tool'));
	assert.deepEqual(names.sort(), [
		'n8n-nodes-pixazo.ideogram',
		'n8n-nodes-pixazo.ideogramTurbo',
		'n8n-nodes-pixazo.removeBackground',
	]);
});

test('each has an icon for light and for dark, and they are served', async () => {
	for (const { name, iconUrl } of nodeTypes) {
		const { light, dark } = z.object({ light: z.string(), dark: z.string() }).parse(iconUrl);
		for (const path of [light, dark]) {
			const answer = await rest.fetchRoot(`/${path}`);
			assert.equal(answer.status, 200, `${name}: ${path}`);
			assert.match(await answer.text(), /<svg/);
		}
	}
});

test('each is in a category of the node creator', () => {
	for (const { name, codex } of nodeTypes) {
		assert.ok((codex?.categories ?? []).length > 0, `${name} has no category`);
	}
});
