import fastify from 'fastify';
import { adminRoutes } from './admin';
import { Callbacks } from './callbacks';
import { describedOperations } from './description';
import { FaultScript } from './faults';
import { gateway } from './http/gateway';
import { mediaOrigin } from './http/mediaOrigin';
import { Jobs } from './jobs';
import { Ledger } from './ledger';
import { modelOperations } from './operations/catalogue';
import { Results } from './results';
import { settingsSchema, type Settings } from './settings';

export interface SandboxOptions {
	readonly apiKey?: string;
	/** 0, the default, takes a free one */
	readonly port?: number;
	readonly mediaPort?: number;
	readonly settings?: Partial<Settings>;
}

/** Room for a file of 10 MB and a mask of as much, and for files that are somewhat too large. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/**
 * Starts the gateway and the media origin, on this machine's own address only.
 *
 * @throws ZodError for settings that are not valid, and Error when a port is taken
 */
export async function startSandbox(options: SandboxOptions = {}) {
	const { apiKey = 'sandbox-key', port = 0, mediaPort = 0 } = options;
	const described = describedOperations();
	const paths = described.map(({ path }) => path);
	const operations = [
		...described,
		...modelOperations().filter(({ path }) => !paths.includes(path)),
	];
	const settings = settingsSchema.parse(options.settings ?? {});
	const [ledger, jobs, faults] = [new Ledger(), new Jobs(settings), new FaultScript()];
	const callbacks = new Callbacks(jobs, ledger);
	const results = new Results(settings, (): string => mediaUrl);
	const workshop = { apiKey, settings, ledger, jobs, faults, callbacks, results };

	const host = '127.0.0.1';
	const media = mediaOrigin(workshop);
	const mediaUrl = await media.listen({ host, port: mediaPort });
	const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
	const operationIds = operations.map(({ operationId }) => operationId);
	await app.register(adminRoutes(operationIds, workshop), { prefix: '/_sandbox' });
	await app.register(gateway(operations, workshop));
	const gatewayUrl = await app.listen({ host, port });
	const close = async (): Promise<void> => {
		callbacks.close();
		await Promise.all([app.close(), media.close()]);
	};
	return { gatewayUrl, mediaUrl, adminUrl: `${gatewayUrl}/_sandbox`, apiKey, close };
}
