// @ts-check
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { projectFolder } from './pixazoPackage.mjs';

/** @typedef {import('./rest.mjs').Rest} Rest */

const nodeSchema = z
	.object({
		name: z.string(),
		type: z.string(),
		parameters: z.record(z.unknown()),
		credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
	})
	.passthrough();

/** A workflow as the editor exports it. */
export const workflowSchema = z.object({
	name: z.string(),
	nodes: z.array(nodeSchema),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()).default({}),
	pinData: z.record(z.unknown()).nullish(),
});

/** @typedef {z.input<typeof workflowSchema>} WorkflowFile */
/** @typedef {z.infer<typeof workflowSchema>} Workflow */

const storedSchema = workflowSchema.extend({ id: z.string(), versionId: z.string() });

/** @typedef {z.infer<typeof storedSchema>} StoredWorkflow */

/** The folder for files that the examples name: the one of n8n's Docker image. */
const FILES_FOLDER_IN_DOCKER = '/home/node/.n8n-files';

/**
 * The example workflows of this project, adapted to an n8n instance.
 *
 * @param {{ id: string, name: string }} credential stored there
 * @param {string} filesFolder that its workflows can write to
 */
export async function readExamples(credential, filesFolder) {
	const folder = join(projectFolder, 'examples');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
	return texts.map((text) => {
		const fitted = text.replaceAll(FILES_FOLDER_IN_DOCKER, filesFolder);
		const workflow = workflowSchema.parse(JSON.parse(fitted));
		const nodes = workflow.nodes.map((node) =>
			node.credentials?.pixazoApi ? { ...node, credentials: { pixazoApi: credential } } : node,
		);
		return { ...workflow, nodes };
	});
}

/** Without this, n8n uses its old execution order, in which an agent continues before its tool has run. */
const AS_THE_EDITOR = { executionOrder: 'v1' };

/**
 * @param {Rest} rest
 * @param {WorkflowFile} workflow
 */
export async function storeWorkflow(rest, workflow) {
	const settings = { ...AS_THE_EDITOR, ...workflow.settings };
	const body = { active: false, ...workflow, settings };
	return storedSchema.parse(await rest.send('POST', '/workflows', body));
}

/**
 * @param {Rest} rest
 * @returns {Promise<string[]>} names of all stored workflows
 */
export async function workflowNames(rest) {
	const listed = z.array(z.object({ name: z.string() }));
	return listed.parse(await rest.send('GET', '/workflows')).map(({ name }) => name);
}

const publicationSchema = z.object({ data: z.object({ status: z.string() }) });
const PUBLICATION_INTERVAL_MS = 100;

/**
 * Activates a workflow, and waits until its webhooks answer.
 *
 * @param {Rest} rest
 * @param {StoredWorkflow} workflow
 */
export async function activateWorkflow(rest, { id, versionId }) {
	await rest.send('POST', `/workflows/${id}/activate`, { versionId });
	for (;;) {
		const answer = await rest.fetch(`/rest/workflows/${id}/publication-status`);
		// n8n 1 has activated it by now, and has no publishing.
		if (!answer.ok) return;
		const { status } = publicationSchema.parse(await answer.json()).data;
		if (status !== 'in_progress') return;
		await sleep(PUBLICATION_INTERVAL_MS);
	}
}
