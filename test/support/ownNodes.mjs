// @ts-check
import manifest from '../../package.json' with { type: 'json' };

/** The nodes that package.json lists, straight from their sources. @type {import('n8n-workflow').INodeType[]} */
export const OWN_NODES = await Promise.all(
	manifest.n8n.nodes.map(async (built) => {
		const source = built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		const [Node] = Object.values(await import(/* @vite-ignore */ `../../${source}`));
		return new Node();
	}),
);
