import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { PixazoApi } from '../../credentials/PixazoApi.credentials';
import { type Engine, startEngine } from '../../tools/n8nCore/engine';
import type { Execution } from '../../tools/n8nCore/execution';
import { packageOf } from '../../tools/n8nCore/package';
import { runNode, type RunNodeOptions } from '../../tools/n8nCore/runNode';
import { API_KEY, GATEWAY } from './gateway';
import { PNG } from './images';
import { OWN_NODES } from './ownNodes.mjs';

/** The package's nodes straight from their sources, with a credential, in n8n's own engine. */
export class Pixazo {
	private readonly engine: Promise<Engine>;

	constructor(baseUrl = GATEWAY, apiKey = API_KEY) {
		const types = packageOf('n8n-nodes-pixazo', {
			nodes: OWN_NODES,
			credentials: [new PixazoApi()],
		});
		const credentials = { pixazoApi: { apiKey, baseUrl } };
		this.engine = startEngine({ types, credentials });
	}

	async run(options: RunNodeOptions): Promise<Execution> {
		return await runNode(await this.engine, options);
	}

	/** A stored file, to be put under an item's `binary`. */
	async file(
		bytes: Buffer = PNG,
		fileName = 'photo.png',
		mimeType = 'image/png',
	): Promise<IBinaryData> {
		return await (await this.engine).storeBinary(bytes, fileName, mimeType);
	}

	/** An item with a file in its field `data`. */
	async fileItem(...file: Parameters<Pixazo['file']>): Promise<INodeExecutionData> {
		return { json: {}, binary: { data: await this.file(...file) } };
	}

	/** The bytes of an item's file; undefined if there is none of that name. */
	async bytesOf(item: INodeExecutionData | undefined, field = 'data'): Promise<Buffer | undefined> {
		const file = item?.binary?.[field];
		return file && (await (await this.engine).readBinary(file));
	}
}
