import { lastStatus } from '../jobs';
import type { Recipe } from '../results';
import type { Occasion, Outcome, Workshop } from '../workshop';

export interface QueuedJob {
	readonly modelId: string;
	/** one for each file that the job makes */
	readonly recipes: readonly Recipe[];
	/** what the job's output says of its files */
	readonly mediaType: string;
	/** ending of the files' names */
	readonly ending: string;
	/** of the answer; 202 unless given */
	readonly status?: number;
	/** answer with the files instead of a queued job */
	readonly sync?: boolean;
}

/** Queues a job; with `sync` it is over at once, and its files come inline. */
export async function queue(
	{ modelId, recipes, mediaType, ending, status = 202, sync }: QueuedJob,
	{ jobs, ledger, results }: Workshop,
	{ gatewayUrl, fault }: Occasion,
): Promise<Outcome> {
	const requestId = jobs.submit(modelId, ledger.nextOrdinal(), fault, (id, endedAt) => ({
		media_url: recipes.map((recipe, index) =>
			results.publish(`/v1/${id}/output${index || ''}.${ending}`, recipe, endedAt),
		),
		media_type: mediaType,
	}));
	const polling_url = `${gatewayUrl}/v2/requests/status/${requestId}`;
	const json = { request_id: requestId, status: 'QUEUED', polling_url };
	const refunded = lastStatus(fault.job ?? {}) === 'ERROR';
	if (!sync) return { status, json, requestId, refunded };
	const { status: last, error, output } = jobs.ended(requestId) ?? {};
	if (!output)
		return { status, json: { ...json, status: last, error, output }, requestId, refunded };
	const media_url = await Promise.all(recipes.map((recipe) => results.inline(recipe)));
	const finished = { ...json, status: last, output: { media_url, media_type: mediaType } };
	return { status, json: finished, requestId, refunded, carriesResult: true };
}
