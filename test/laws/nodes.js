// @ts-check
const { join } = require('node:path');

/**
 * The nodes that package.json names, from their sources.
 *
 * @param {string} root the package's folder
 * @returns {import('./histories/courses').Nodes}
 */
function loadNodes(root) {
	/** @type {string[]} */
	const paths = require(join(root, 'package.json')).n8n.nodes;
	const { PROCESS_MEMORY, newMemory } = require(join(root, 'nodes/shared/http/memory.ts'));
	return {
		types: new Map(
			paths.map((path) => {
				const source = path.replace(/^dist\//, '').replace(/\.js$/, '.ts');
				const [, name = ''] = /(\w+)\.node\.ts$/.exec(source) ?? [];
				const type = new (require(join(root, source))[name])();
				return [type.description.name, type];
			}),
		),
		forget: () => Object.assign(PROCESS_MEMORY, newMemory()),
	};
}

module.exports = { loadNodes };
