import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { fileTypeFromMimeType, NodeHelpers, UserError } from 'n8n-workflow';
import type { IBinaryData, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import type { CredentialValues } from './credentials';
import type { TypePackage } from './package';

export interface EngineOptions {
	readonly types: TypePackage;
	/** The credential of each type, for every node that takes one. */
	readonly credentials?: CredentialValues;
}

/** n8n's own execution engine without an n8n instance, for `runNode`. */
export class Engine {
	readonly types: TypePackage;
	readonly credentials: CredentialValues;
	private readonly binaryData = Container.get(BinaryDataService);

	constructor({ types, credentials = {} }: EngineOptions) {
		this.types = types;
		this.credentials = credentials;
	}

	readonly nodeTypes: INodeTypes = {
		getByName: (type) => this.typeOf(type),
		getByNameAndVersion: (type, version) =>
			NodeHelpers.getVersionedNodeType(this.typeOf(type), version),
		getKnownTypes: () => ({}),
	};

	/** Stores a file like a trigger, ready for an item's `binary`. */
	async storeBinary(content: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> {
		const fileExtension = fileName.split('.').at(-1);
		const fileType = fileTypeFromMimeType(mimeType);
		return await this.binaryData.store(
			{ type: 'execution', workflowId: 'input', executionId: 'input' },
			content,
			{ data: '', fileName, mimeType, fileExtension, fileType },
		);
	}

	async readBinary(file: IBinaryData): Promise<Buffer> {
		return await this.binaryData.getAsBuffer(file);
	}

	private typeOf(name: string): INodeType | IVersionedNodeType {
		const type = this.types.nodes[name];
		if (!type) throw new UserError(`The engine has no node type "${name}"`);
		return type;
	}
}

/**
 * Starts an engine. n8n-core reads its environment when it is first imported. Set `N8N_USER_FOLDER`,
 * `N8N_ENCRYPTION_KEY`, `N8N_LOG_LEVEL`, and `N8N_DEFAULT_BINARY_DATA_MODE` (`default`: files in memory,
 * `filesystem`: on disk) before this module loads.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
	await Container.get(BinaryDataService).init();
	return new Engine(options);
}
