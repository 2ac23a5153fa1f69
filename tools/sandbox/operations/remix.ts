import { ideogramTimestamp } from '../clock';
import { commissionOf, type Commission, type ImageRequest } from '../pictures/commission';
import { remix } from '../pictures/remix';
import { resolutionText } from '../pictures/resolutions';
import type { Upload } from '../uploads';
import type { Perform, Workshop } from '../workshop';
import { isSafe, publishPng } from './links';
import { sizeOf } from './sizes';

interface RemixFields {
	readonly image_request: ImageRequest & { readonly image_weight: number };
	readonly image_file: Upload;
}

/** Remix of Ideogram V2, which calls its link `image_url`. */
export const remixWithV2: Perform<RemixFields> = async (fields, workshop) => {
	await sizeOf('image_file', fields.image_file.bytes);
	const { prompt, image_weight, model } = fields.image_request;
	const commission = commissionOf(fields.image_request, workshop.ledger.nextOrdinal());
	const safe = isSafe(prompt);
	const image = {
		is_image_safe: safe,
		prompt,
		resolution: resolutionText(commission),
		image_weight,
		...(safe && { image_url: publishRemix(fields, commission, workshop) }),
		model_used: model,
	};
	return {
		json: { created: ideogramTimestamp(Date.now()), data: [image] },
		carriesResult: true,
	};
};

/** Remix of Ideogram Turbo, whose `created` has no fractions of a second. */
export const remixWithTurbo: Perform<RemixFields> = async (fields, workshop) => {
	await sizeOf('image_file', fields.image_file.bytes);
	const { prompt } = fields.image_request;
	const commission = commissionOf(fields.image_request, workshop.ledger.nextOrdinal());
	const safe = isSafe(prompt);
	const image = {
		prompt,
		resolution: resolutionText(commission),
		is_image_safe: safe,
		seed: commission.seed,
		...(safe && { url: publishRemix(fields, commission, workshop) }),
		style_type: commission.style,
	};
	const created = new Date().toISOString().replace(/\.\d+/, '');
	return { json: { created, data: [image] }, carriesResult: true };
};

function publishRemix(
	{ image_request, image_file }: RemixFields,
	commission: Commission,
	{ results }: Workshop,
): string {
	const { bytes } = image_file;
	const mix = () => remix(bytes, commission, image_request.image_weight);
	return publishPng(results, mix, bytes.length);
}
