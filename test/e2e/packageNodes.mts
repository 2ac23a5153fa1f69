import { createRequire } from 'node:module';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

const require = createRequire(import.meta.url);

/** The descriptions of all nodes that package.json names, as they were built. */
export const packageNodes = (): INodeTypeDescription[] =>
	require('../../package.json').n8n.nodes.map((path: string) => {
		const [NodeType] = Object.values<new () => INodeType>(require(`../../${path}`));
		if (!NodeType) throw new TypeError(`${path} exports nothing`);
		return new NodeType().description;
	});
