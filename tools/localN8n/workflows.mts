import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { projectFolder } from './pixazoPackage.mjs';
import type { Rest } from './rest.mjs';

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
export type WorkflowFile = z.input<typeof workflowSchema>;
export type Workflow = z.infer<typeof workflowSchema>;

const storedSchema = workflowSchema.extend({ id: z.string(), versionId: z.string() });
export type StoredWorkflow = z.infer<typeof storedSchema>;

/** The folder for files that the examples name: the one of n8n's Docker image. */
const FILES_FOLDER_IN_DOCKER = '/home/node/.n8n-files';

/** The example workflows of this project, adapted to the credential and the files folder of an n8n instance. */
export async function readExamples(credential: { id: string; name: string }, filesFolder: string) {
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

export async function storeWorkflow(rest: Rest, workflow: WorkflowFile) {
	const settings = { ...AS_THE_EDITOR, ...workflow.settings };
	const body = { active: false, ...workflow, settings };
	return storedSchema.parse(await rest.send('POST', '/workflows', body));
}

/** The names of all stored workflows. */
export async function workflowNames(rest: Rest) {
	const listed = z.array(z.object({ name: z.string() }));
	return listed.parse(await rest.send('GET', '/workflows')).map(({ name }) => name);
}

const publicationSchema = z.object({ data: z.object({ status: z.string() }) });
const PUBLICATION_INTERVAL_MS = 100;

/** Activates a workflow, and waits until its webhooks answer. */
export async function activateWorkflow(rest: Rest, { id, versionId }: StoredWorkflow) {
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
