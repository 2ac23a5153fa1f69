import { ideogramTimestamp } from '../clock';
import { commissionOf, type ImageRequest } from '../pictures/commission';
import { paint } from '../pictures/paint';
import { resolutionText } from '../pictures/resolutions';
import type { Perform } from '../workshop';
import { isSafe, publishPng } from './links';

interface GenerateFields {
	readonly image_request: ImageRequest;
}

/** Both generate endpoints. The picture is painted when its link is fetched. */
export const generate: Perform<GenerateFields> = ({ image_request: request }, workshop) => {
	const commission = commissionOf(request, workshop.ledger.nextOrdinal());
	const { prompt } = request;
	const safe = isSafe(prompt);
	const image = {
		is_image_safe: safe,
		prompt,
		resolution: resolutionText(commission),
		seed: commission.seed,
		style_type: commission.style,
		...(safe && { url: publishPng(workshop.results, () => paint(commission), 0) }),
	};
	return {
		json: { created: ideogramTimestamp(Date.now()), data: [image] },
		carriesResult: true,
	};
};
