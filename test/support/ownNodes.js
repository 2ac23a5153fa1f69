// @ts-check
const { nodes } = require('../../package.json').n8n;

/** The nodes that package.json lists, straight from their sources. @type {import('n8n-workflow').INodeType[]} */
exports.OWN_NODES = nodes.map((built) => {
	const source = built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const [Node] = Object.values(require(`../../${source}`));
	return new Node();
});
