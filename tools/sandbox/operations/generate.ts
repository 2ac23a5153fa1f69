import type { InputImage } from '../http/inputImage';
import { commissionOf, type Commission, type ImageRequest } from '../images/commission';
import { paint } from '../images/paint';
import { remix } from '../images/remix';
import type { Perform, Workshop } from '../workshop';
import { created, isSafe, publish } from './images';

interface GenerateFields {
	readonly image_request: ImageRequest;
}

interface RemixFields {
	readonly image_request: ImageRequest & { readonly image_weight: number };
	readonly image_file: InputImage;
}

/** Both generate endpoints. */
export const generate: Perform<GenerateFields> = ({ image_request: request }, workshop) => {
	const commission = commissionOf(request, workshop.ledger.nextOrdinal());
	const safe = isSafe(request.prompt);
	const url = safe && { url: publish(workshop.results, () => paint(commission)) };
	return created([{ ...imageOf(commission), ...url }]);
};

/** Remix of Ideogram V2, which calls its link `image_url`. */
export const remixWithV2: Perform<RemixFields> = (fields, workshop) => {
	const { image_weight, model } = fields.image_request;
	const commission = commissionOf(fields.image_request, workshop.ledger.nextOrdinal());
	const { is_image_safe, prompt, resolution } = imageOf(commission);
	const link = is_image_safe && { image_url: publishRemix(fields, commission, workshop) };
	return created([{ is_image_safe, prompt, resolution, image_weight, ...link, model_used: model }]);
};

/** Remix of Ideogram Turbo, whose `created` has no fractions of a second. */
export const remixWithTurbo: Perform<RemixFields> = (fields, workshop) => {
	const commission = commissionOf(fields.image_request, workshop.ledger.nextOrdinal());
	const image = imageOf(commission);
	const url = image.is_image_safe && { url: publishRemix(fields, commission, workshop) };
	const json = {
		created: new Date().toISOString().replace(/\.\d+/, ''),
		data: [{ ...image, ...url }],
	};
	return { json, carriesResult: true };
};

const imageOf = ({ prompt, width, height, seed, style }: Commission) => ({
	is_image_safe: isSafe(prompt),
	prompt,
	resolution: `${width}x${height}`,
	seed,
	style_type: style,
});

function publishRemix(
	{ image_request, image_file: { bytes } }: RemixFields,
	commission: Commission,
	{ results }: Workshop,
): string {
	const mix = () => remix(bytes, commission, image_request.image_weight);
	return publish(results, mix, bytes.length);
}
