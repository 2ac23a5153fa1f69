import type { InputImage } from '../http/inputImage';
import { seedOf } from '../images/commission';
import { edit } from '../images/edit';
import type { Perform, Workshop } from '../workshop';
import { created, isSafe, publish } from './images';

interface EditFields {
	readonly image_file: InputImage;
	readonly mask?: InputImage;
	readonly prompt: string;
	readonly model: string;
}

/** Edit of Ideogram V2, which answers with links to the image before and after. */
export const editWithV2: Perform<EditFields> = (fields, workshop) => {
	const { image_file, prompt, model } = fields;
	const { bytes, contentType } = image_file;
	const before = () => Promise.resolve(bytes);
	const safe = isSafe(prompt);
	const links = safe && {
		original_image: publish(workshop.results, before, bytes.length, contentType),
		edited_image: publishEdited(fields, workshop),
	};
	return created([{ is_image_safe: safe, prompt, ...links, model_used: model }]);
};

/** Edit of Ideogram Turbo, which answers in the form of generate. */
export const editWithTurbo: Perform<EditFields> = (fields, workshop) => {
	const { image_file, prompt } = fields;
	const safe = isSafe(prompt);
	const image = {
		is_image_safe: safe,
		prompt,
		resolution: `${image_file.width}x${image_file.height}`,
		seed: seedOf(workshop.ledger.nextOrdinal()),
		style_type: 'GENERAL',
		...(safe && { url: publishEdited(fields, workshop) }),
	};
	return created([image]);
};

function publishEdited({ image_file, mask, prompt }: EditFields, { results }: Workshop): string {
	const heldBytes = image_file.bytes.length + (mask?.bytes.length ?? 0);
	return publish(results, () => edit(image_file.bytes, mask?.bytes, prompt), heldBytes);
}
