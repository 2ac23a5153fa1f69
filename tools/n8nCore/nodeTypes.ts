import { NodeHelpers, UserError } from 'n8n-workflow';
import type { IDataObject, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import type { TypePackage } from './package';

/** The register of node types that workflows of one engine look their nodes up in. */
export class NodeTypes implements INodeTypes {
	constructor(private readonly nodes: TypePackage['nodes']) {}

	getByName(name: string): INodeType | IVersionedNodeType {
		const node = this.nodes[name];
		if (!node) throw new UserError(`The engine has no node type "${name}"`);
		return node;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(name), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	/** The version that n8n gives a node dropped onto the canvas today. */
	latestVersion(name: string): number {
		const { version } = this.getByNameAndVersion(name).description;
		return Array.isArray(version) ? Math.max(...version) : version;
	}
}
