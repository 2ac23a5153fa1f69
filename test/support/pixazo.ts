import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { PixazoApi } from '../../credentials/PixazoApi.credentials';
import { startEngine, type Engine } from '../../tools/n8nCore/engine';
import type { Execution } from '../../tools/n8nCore/execution';
import { packageOf } from '../../tools/n8nCore/package';
import { runNode, type RunNodeOptions } from '../../tools/n8nCore/runNode';
import { Ideogram4 } from '../../nodes/Ideogram/Ideogram4.node';
import { IdeogramTurbo } from '../../nodes/Ideogram/IdeogramTurbo.node';
import { IdeogramV2 } from '../../nodes/Ideogram/IdeogramV2.node';
import { RemoveBackground } from '../../nodes/RemoveBackground/RemoveBackground.node';
import { API_KEY, GATEWAY } from './gateway';
import { PNG } from './pictures';

/** The nodes straight from their source, with a credential, in n8n's own engine. */
export class Pixazo {
	private constructor(private readonly engine: Engine) {}

	static async start(baseUrl = GATEWAY, apiKey = API_KEY): Promise<Pixazo> {
		const engine = await startEngine({
			packages: [
				packageOf('n8n-nodes-pixazo', {
					nodes: [new IdeogramV2(), new IdeogramTurbo(), new Ideogram4(), new RemoveBackground()],
					credentials: [new PixazoApi()],
				}),
			],
			credentials: { pixazoApi: { apiKey, baseUrl } },
		});
		return new Pixazo(engine);
	}

	async run(options: RunNodeOptions): Promise<Execution> {
		return await runNode(this.engine, options);
	}

	/** A stored file, to be put under an item's `binary`. */
	async file(
		bytes: Buffer = PNG,
		fileName = 'photo.png',
		mimeType = 'image/png',
	): Promise<IBinaryData> {
		return await this.engine.storeBinary(bytes, fileName, mimeType);
	}

	/** An item with a file in its field `data`. */
	async fileItem(...file: Parameters<Pixazo['file']>): Promise<INodeExecutionData> {
		return { json: {}, binary: { data: await this.file(...file) } };
	}

	/** The bytes of an item's file; undefined if there is none of that name. */
	async bytesOf(item: INodeExecutionData | undefined, field = 'data'): Promise<Buffer | undefined> {
		const file = item?.binary?.[field];
		return file && (await this.engine.readBinary(file));
	}
}
