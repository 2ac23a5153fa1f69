// @ts-check
import { nodeOf, TRIGGER } from '../n8n/pinnedWorkflow.mjs';

/**
 * A workflow to add nodes to. In one that is empty the editor offers triggers alone.
 *
 * @param {string} name
 * @returns {import('../../../tools/localN8n/workflows.mjs').WorkflowFile}
 */
export const triggerAlone = (name) => ({
	name,
	nodes: [nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {})],
	connections: {},
});

const STEP_PX = 224;

/**
 * Puts the nodes of a workflow side by side, so that each can be clicked.
 *
 * @param {import('../../../tools/localN8n/workflows.mjs').WorkflowFile} workflow
 */
export const sideBySide = (workflow) => ({
	...workflow,
	nodes: workflow.nodes.map((node, index) => ({ ...node, position: [index * STEP_PX, 0] })),
});
