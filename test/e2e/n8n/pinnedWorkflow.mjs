// @ts-check
import { startExecution, waitForExecution } from '../../../tools/localN8n/executions.mjs';
import { storeWorkflow } from '../../../tools/localN8n/workflows.mjs';

export const TRIGGER = 'Start';
export const NODE_UNDER_TEST = 'Pixazo';

/**
 * @typedef {object} NodeTry
 * @property {string} node its name, without the package
 * @property {Record<string, unknown>} parameters
 * @property {Array<Record<string, unknown>>} [items] the JSON of the items that go in; by default one that is empty
 * @property {Array<{ name: string, type: string, bytes: Buffer }>} [files] files that go in, each in the field `data` of an item
 * @property {Record<string, unknown>} [settings] of the workflow
 * @property {Record<string, unknown>} [nodeSettings] such as `onError`
 */

/**
 * A workflow that hands items to one node. Files are text in the pinned items, and made binary data by n8n's own node.
 *
 * @param {NodeTry} nodeTry
 * @param {{ id: string, name: string }} credential
 * @returns {import('../../../tools/localN8n/workflows.mjs').WorkflowFile}
 */
export function pinnedWorkflow(nodeTry, credential) {
	const { node, parameters, files, settings = {}, nodeSettings = {} } = nodeTry;
	const jsons = nodeTry.items ?? files?.map(() => ({})) ?? [{}];
	const items = jsons.map((json, index) => ({ ...json, ...fileAsText(files?.[index]) }));
	const trigger = nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {});
	const underTest = {
		...nodeOf(NODE_UNDER_TEST, `n8n-nodes-pixazo.${node}`, 1, parameters),
		credentials: { pixazoApi: credential },
		...nodeSettings,
	};
	const nodes = files ? [trigger, TEXT_TO_FILE, underTest] : [trigger, underTest];
	return {
		name: `${node} ${String(parameters.operation ?? '')}`,
		nodes,
		connections: inARow(nodes.map(({ name }) => name)),
		settings,
		pinData: { [TRIGGER]: items.map((json) => ({ json })) },
	};
}

/**
 * Stores a workflow and runs it to its end.
 *
 * @param {import('../../../tools/localN8n/rest.mjs').Rest} rest
 * @param {import('../../../tools/localN8n/workflows.mjs').WorkflowFile} workflow
 */
export async function runPinned(rest, workflow) {
	const stored = await storeWorkflow(rest, workflow);
	return await waitForExecution(rest, await startExecution(rest, stored, TRIGGER));
}

/** @param {{ name: string, type: string, bytes: Buffer } | undefined} file */
const fileAsText = (file) =>
	file && { name: file.name, type: file.type, text: file.bytes.toString('base64') };

/**
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 * @param {Record<string, unknown>} parameters
 */
export const nodeOf = (name, type, typeVersion, parameters) => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

const TEXT_TO_FILE = nodeOf('Text to file', 'n8n-nodes-base.convertToFile', 1.1, {
	operation: 'toBinary',
	sourceProperty: 'text',
	options: { fileName: '={{ $json.name }}', mimeType: '={{ $json.type }}' },
});

/** @param {string[]} names */
export const inARow = (names) =>
	Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
			]),
	);
