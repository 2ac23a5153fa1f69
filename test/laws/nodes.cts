import { join } from 'node:path';
import type { Nodes } from './histories/courses';

/** The nodes that package.json names, from their sources. `root` is the package's folder. */
export function loadNodes(root: string): Nodes {
	const paths: string[] = require(join(root, 'package.json')).n8n.nodes;
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
