import fastify, { type FastifyInstance } from 'fastify';
import { adminRoutes } from './admin';
import { Callbacks } from './callbacks';
import { operationsOf } from './description';
import { FaultScript } from './faults';
import { gateway } from './http/gateway';
import { Jobs } from './jobs';
import { Ledger } from './ledger';
import { modelOperations } from './operations/catalogue';
import { mediaOrigin } from './http/mediaOrigin';
import { Results } from './results';
import { settingsSchema, type Settings } from './settings';

export interface SandboxOptions {
	/** the parsed `openapi.yaml` */
	readonly document: unknown;
	readonly apiKey?: string;
	/** 0, the default, takes a free one */
	readonly port?: number;
	readonly mediaPort?: number;
	readonly settings?: Partial<Settings>;
}

export interface Sandbox {
	readonly gatewayUrl: string;
	readonly mediaUrl: string;
	readonly adminUrl: string;
	readonly apiKey: string;
	close(): Promise<void>;
}

/** Room for a file of 10 MB and a mask of as much, and for files that are somewhat too large. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Starts the gateway and the media origin, on this machine's own address only.
 *
 * @throws ZodError for a description or settings that are not valid, and Error when a port is taken
 */
export async function startSandbox({
	document,
	apiKey = 'sandbox-key',
	port = 0,
	mediaPort = 0,
	settings: chosen = {},
}: SandboxOptions): Promise<Sandbox> {
	const described = operationsOf(document);
	const isDescribed = (path: string) => described.some((operation) => operation.path === path);
	const models = modelOperations().filter(({ path }) => !isDescribed(path));
	const operations = [...described, ...models];
	const settings = settingsSchema.parse(chosen);
	const faults = new FaultScript();
	const ledger = new Ledger();
	const results = new Results(settings, () => mediaUrl);
	const jobs = new Jobs(settings);
	const callbacks = new Callbacks(jobs, ledger);
	const workshop = { settings, ledger, results, jobs, callbacks };
	const operationIds = operations.map(({ operationId }) => operationId);

	const media = mediaOrigin(ledger, faults, results, settings);
	const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
	await app.register(adminRoutes(operationIds, faults, workshop), { prefix: '/_sandbox' });
	await app.register(gateway(operations, { apiKey, faults, workshop }));

	const [gatewayUrl, mediaUrl] = await Promise.all([listen(app, port), listen(media, mediaPort)]);
	return {
		gatewayUrl,
		mediaUrl,
		adminUrl: `${gatewayUrl}/_sandbox`,
		apiKey,
		close: async () => {
			callbacks.close();
			await Promise.all([app.close(), media.close()]);
		},
	};
}

const listen = (app: FastifyInstance, port: number): Promise<string> =>
	app.listen({ host: '127.0.0.1', port });
