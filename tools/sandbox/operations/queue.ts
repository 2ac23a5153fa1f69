import { lastStatus } from '../jobs';
import type { Recipe } from '../results';
import type { Occasion, Outcome, Workshop } from '../workshop';

export interface QueuedJob {
	readonly modelId: string;
	/** one for each file that the job makes */
	readonly recipes: readonly Recipe[];
	/** what the job's output says of its files; their true type unless given */
	readonly mediaType?: string;
	/** of the answer; 202 unless given */
	readonly status?: number;
	/** answer with the files instead of a queued job */
	readonly sync?: boolean;
}

/** Queues a job; with `sync` it is over at once, and its files come inline. */
export async function queue(
	{ modelId, recipes, mediaType, status = 202, sync }: QueuedJob,
	{ jobs, ledger, results }: Workshop,
	{ gatewayUrl, fault }: Occasion,
): Promise<Outcome> {
	const media_type = mediaType ?? recipes[0]?.contentType ?? '';
	const requestId = jobs.submit(modelId, ledger.nextOrdinal(), fault, (id, endedAt) => ({
		media_url: recipes.map((recipe) => results.publish(`/v1/${id}`, recipe, endedAt)),
		media_type,
	}));
	const polling_url = `${gatewayUrl}/v2/requests/status/${requestId}`;
	const json = { request_id: requestId, status: 'QUEUED', polling_url };
	const refunded = lastStatus(fault.job ?? {}) === 'ERROR';
	if (!sync) return { status, json, requestId, refunded };
	const { status: last, error, output } = jobs.ended(requestId) ?? {};
	const media_url = output && (await Promise.all(recipes.map((recipe) => results.inline(recipe))));
	const end = media_url ? { output: { media_url, media_type } } : { error, output };
	return { status, json: { ...json, status: last, ...end }, requestId, refunded };
}
