// @ts-check
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The descriptions of all nodes that package.json names, as they were built.
 *
 * @returns {Array<import('n8n-workflow').INodeTypeDescription>}
 */
export const packageNodes = () =>
	require('../../package.json').n8n.nodes.map((/** @type {string} */ path) => {
		const [NodeType] = Object.values(require(`../../${path}`));
		return new NodeType().description;
	});
