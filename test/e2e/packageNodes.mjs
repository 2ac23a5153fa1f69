// @ts-check
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { manifest, projectFolder } from '../../tools/localN8n/pixazoPackage.mjs';

const require = createRequire(import.meta.url);

/**
 * The descriptions of all nodes that package.json names, as they were built.
 *
 * @returns {Promise<Array<import('n8n-workflow').INodeTypeDescription>>}
 */
export async function packageNodes() {
	const { n8n } = await manifest();
	return n8n.nodes.map((path) => {
		const [NodeType] = Object.values(require(join(projectFolder, path)));
		return new NodeType().description;
	});
}
