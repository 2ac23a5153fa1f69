import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { PNG } from './pictures';

/** What goes wrong with one request: a status, no answer at all, or the connection breaking before any. */
export type ScriptedFault = 429 | 'busy' | 500 | 'reset' | 404 | 'hang';

/** How the item at one index fares at the gateway; faults strike one request each, in order. */
export interface ItemScript {
	readonly submitFaults: readonly ScriptedFault[];
	/** How often the job ends as ERROR before it is submitted for the last time. */
	readonly errors: number;
	readonly latencyMs: number;
	readonly lookUpFaults: readonly ScriptedFault[];
	/** The last status; MYSTERY stands for one that is documented nowhere and never ends. */
	readonly end: 'COMPLETED' | 'FAILED' | 'MYSTERY';
	readonly downloadFaults: readonly ScriptedFault[];
}

interface Progress {
	submits: number;
	accepted: number;
	lookUps: number;
	downloads: number;
	acceptedAtMs: number;
}

/** A gateway that treats each item as its script says, and counts what it was asked for. The index is in the image URL. */
export class ScriptedGateway {
	private app: FastifyInstance | undefined;
	private scripts: readonly ItemScript[] = [];
	private runs = 0;
	url = '';
	progress: Progress[] = [];
	lastRequestAtMs = 0;

	async start(): Promise<void> {
		const app = fastify({ forceCloseConnections: true });
		app.addHook('onRequest', async () => {
			this.lastRequestAtMs = Date.now();
		});
		app.post<{ Body: { image_url: string } }>(
			'/ideogram-remove-background/v1/ideogram-remove-background-request',
			(request, reply) => this.submit(indexIn(request.body.image_url), reply),
		);
		app.get<{ Params: { id: string } }>('/v2/requests/status/:id', (request, reply) =>
			this.lookUp(request.params.id, reply),
		);
		app.get<{ Params: { index: string } }>('/results/:index.png', (request, reply) =>
			this.download(Number(request.params.index), reply),
		);
		this.url = await app.listen({ host: '127.0.0.1', port: 0 });
		this.app = app;
	}

	async close(): Promise<void> {
		await this.app?.close();
	}

	play(scripts: readonly ItemScript[]): void {
		this.scripts = scripts;
		this.runs += 1;
		this.progress = scripts.map(() => ({
			submits: 0,
			accepted: 0,
			lookUps: 0,
			downloads: 0,
			acceptedAtMs: 0,
		}));
	}

	/** The ID that the item at an index has got for its so many-th accepted submit. */
	requestId(index: number, accepted = 1): string {
		return `job-${this.runs}-${index}-${accepted}`;
	}

	private async submit(index: number, reply: FastifyReply): Promise<unknown> {
		const { script, progress } = this.item(index);
		const fault = script.submitFaults[progress.submits];
		progress.submits += 1;
		if (fault !== undefined) return strike(fault, reply);
		progress.accepted += 1;
		progress.acceptedAtMs = Date.now();
		const id = this.requestId(index, progress.accepted);
		return {
			request_id: id,
			status: 'QUEUED',
			polling_url: `${this.url}/v2/requests/status/${id}`,
		};
	}

	private async lookUp(id: string, reply: FastifyReply): Promise<unknown> {
		const [run, index, attempt] = id.split('-').slice(1).map(Number);
		// A look-up of an earlier run that was given up, but is on its way still.
		if (run !== this.runs) return strike(404, reply);
		const { script, progress } = this.item(index);
		const fault = script.lookUpFaults[progress.lookUps];
		progress.lookUps += 1;
		if (fault !== undefined) return strike(fault, reply);
		const isDone = Date.now() >= progress.acceptedAtMs + script.latencyMs;
		if (!isDone) return { request_id: id, status: 'PROCESSING' };
		const status = Number(attempt) <= script.errors ? 'ERROR' : script.end;
		const isGood = status === 'COMPLETED';
		return {
			request_id: id,
			status,
			error: isGood ? null : `the reason of ${index}`,
			output: isGood ? { media_url: [`${this.url}/results/${index}.png`] } : null,
		};
	}

	private async download(index: number, reply: FastifyReply): Promise<unknown> {
		const { script, progress } = this.item(index);
		const fault = script.downloadFaults[progress.downloads];
		progress.downloads += 1;
		return fault === undefined ? reply.type('image/png').send(PNG) : strike(fault, reply);
	}

	private item(index: number | undefined): { script: ItemScript; progress: Progress } {
		const script = this.scripts[index ?? -1];
		const progress = this.progress[index ?? -1];
		if (script === undefined || progress === undefined) throw new Error(`no item ${index}`);
		return { script, progress };
	}
}

const indexIn = (imageUrl: string): number => Number(/\/(\d+)\.png$/.exec(imageUrl)?.[1]);

function strike(fault: ScriptedFault, reply: FastifyReply): FastifyReply {
	if (fault === 'reset' || fault === 'hang') {
		reply.hijack();
		if (fault === 'reset') reply.raw.destroy();
		return reply;
	}
	if (fault === 'busy') return reply.code(503).header('retry-after', '0').send({});
	return reply.code(fault).send({ message: 'scripted' });
}
