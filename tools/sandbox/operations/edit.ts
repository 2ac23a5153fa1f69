import { ideogramTimestamp } from '../clock';
import { seedOf } from '../pictures/commission';
import { edit } from '../pictures/edit';
import { resolutionText, type Size } from '../pictures/resolutions';
import type { Upload } from '../uploads';
import type { Perform, Workshop } from '../workshop';
import { isSafe, publishAsIs, publishPng } from './links';
import { sizeOf } from './sizes';

interface EditFields {
	readonly image_file: Upload;
	readonly mask?: Upload;
	readonly prompt: string;
	readonly model: string;
}

/** Edit of Ideogram V2, which answers with links to the image before and after. */
export const editWithV2: Perform<EditFields> = async (fields, workshop) => {
	await checkedSize(fields);
	const { image_file, prompt, model } = fields;
	const safe = isSafe(prompt);
	const image = {
		is_image_safe: safe,
		prompt,
		...(safe && {
			original_image: publishAsIs(workshop.results, image_file.bytes, image_file.contentType),
			edited_image: publishEdited(fields, workshop),
		}),
		model_used: model,
	};
	return {
		json: { created: ideogramTimestamp(Date.now()), data: [image] },
		carriesResult: true,
	};
};

/** Edit of Ideogram Turbo, which answers in the form of generate. */
export const editWithTurbo: Perform<EditFields> = async (fields, workshop) => {
	const size = await checkedSize(fields);
	const safe = isSafe(fields.prompt);
	const image = {
		is_image_safe: safe,
		prompt: fields.prompt,
		resolution: resolutionText(size),
		seed: seedOf(workshop.ledger.nextOrdinal()),
		style_type: 'GENERAL',
		...(safe && { url: publishEdited(fields, workshop) }),
	};
	return {
		json: { created: ideogramTimestamp(Date.now()), data: [image] },
		carriesResult: true,
	};
};

async function checkedSize({ image_file, mask }: EditFields): Promise<Size> {
	if (mask) await sizeOf('mask', mask.bytes);
	return sizeOf('image_file', image_file.bytes);
}

function publishEdited({ image_file, mask, prompt }: EditFields, { results }: Workshop): string {
	const heldBytes = image_file.bytes.length + (mask?.bytes.length ?? 0);
	return publishPng(results, () => edit(image_file.bytes, mask?.bytes, prompt), heldBytes);
}
