import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, IVersionedNodeType } from 'n8n-workflow';

/** Types an engine can run: nodes by full name (`package.node`), credentials by type name. */
export interface TypePackage {
	nodes: Record<string, INodeType | IVersionedNodeType>;
	credentials: Record<string, ICredentialType>;
}

interface Sources {
	nodes?: Array<INodeType | IVersionedNodeType>;
	credentials?: ICredentialType[];
}

/**
 * Loads this package, built, like n8n does at its start: by the paths in its package.json, with icons and codex files.
 *
 * @throws what n8n's loader throws if a file, class, or icon is missing
 */
export async function loadBuiltPackage(): Promise<TypePackage> {
	const loader = new PackageDirectoryLoader(
		require.resolve('../../package.json').slice(0, -'/package.json'.length),
	);
	await loader.loadAll();
	return packageOf(loader.packageName, {
		nodes: Object.values(loader.nodeTypes).map(({ type }) => type),
		credentials: Object.values(loader.credentialTypes).map(({ type }) => type),
	});
}

/** A package made from instances, for sources that aren't built and for stand-ins. */
export function packageOf(packageName: string, sources: Sources): TypePackage {
	const { nodes = [], credentials = [] } = sources;
	return {
		nodes: Object.fromEntries(nodes.map((n) => [`${packageName}.${n.description.name}`, n])),
		credentials: Object.fromEntries(credentials.map((c) => [c.name, c])),
	};
}
