import { cutOut } from '../pictures/cutout/cutout';
import { endsInError } from '../jobs';
import type { Recipe } from '../results';
import type { Perform } from '../workshop';
import { findSource } from './source';

interface RemoveBackgroundFields {
	readonly image_url: string;
	readonly sync_mode: boolean;
}

const MODEL_ID = 'ideogram-remove-background';

/** Queues a job; with `sync_mode` it is done at once, and its result comes inline. */
export const removeBackground: Perform<RemoveBackgroundFields> = async (
	{ image_url, sync_mode },
	{ jobs, ledger, results },
	{ gatewayUrl, jobEnding },
) => {
	const { load, heldBytes } = await findSource(image_url);
	const recipe: Recipe = {
		heldBytes,
		make: async () => ({ contentType: 'image/png', bytes: await cutOut(await load()) }),
	};
	const requestId = jobs.submit(MODEL_ID, ledger.nextOrdinal(), jobEnding, (id, endedAt) => ({
		media_url: [results.publish(`/v1/${id}/output.png`, recipe, endedAt)],
		media_type: 'image/png',
	}));
	const submitted = {
		request_id: requestId,
		status: 'QUEUED',
		polling_url: `${gatewayUrl}/v2/requests/status/${requestId}`,
	};
	const refunded = endsInError(jobEnding);
	if (!sync_mode) return { json: submitted, requestId, refunded, carriesResult: false };
	const { bytes } = results.finish(await recipe.make());
	const output = {
		media_url: [`data:image/png;base64,${bytes.toString('base64')}`],
		media_type: 'image/png',
	};
	return {
		json: { ...submitted, status: 'COMPLETED', output },
		requestId,
		refunded,
		carriesResult: true,
	};
};
