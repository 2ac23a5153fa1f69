import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { packageNodes } from '../packageNodes.mjs';
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
	.parse(await (await rest.fetch('/types/nodes.json')).json())
	.filter(({ name }) => name.startsWith('n8n-nodes-pixazo.'));

test('n8n knows every node of the package, and each as a tool of agents', () => {
	const names = packageNodes().map(({ name }) => `n8n-nodes-pixazo.${name}`);
	assert.deepEqual(
		nodeTypes.map(({ name }) => name).sort(),
		names.flatMap((name) => [name, `${name}Tool`]).sort(),
	);
});

test('each has an icon for light and for dark, and they are served', async () => {
	for (const { name, iconUrl } of nodeTypes) {
		const { light, dark } = z.object({ light: z.string(), dark: z.string() }).parse(iconUrl);
		for (const path of [light, dark]) {
			const answer = await rest.fetch(`/${path}`);
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
