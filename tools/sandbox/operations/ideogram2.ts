import type { InputImage } from '../http/inputImage';
import type { PaletteName } from '../images/colors';
import { describe as describeImage } from '../images/describe';
import { edit } from '../images/edit';
import { paint, remix, seedOf, styleOf, type Commission, type Style } from '../images/paint';
import type { Outcome, Perform, Workshop } from '../workshop';

interface ImageRequest {
	readonly prompt: string;
	readonly model: string;
	readonly aspect_ratio: keyof typeof SIZES;
	readonly seed?: number;
	readonly style_type: Style | 'AUTO';
	readonly color_palette?: { readonly name: PaletteName };
	/** of remix */
	readonly image_weight: number;
}

interface GenerateFields {
	readonly image_request: ImageRequest;
}

interface DescribeFields {
	readonly image_file: InputImage;
}

interface EditFields extends DescribeFields {
	readonly mask?: InputImage;
	readonly prompt: string;
	readonly model: string;
}

/** The sizes that Ideogram's second generation paints at. */
const SIZES = {
	ASPECT_1_1: { width: 1024, height: 1024 },
	ASPECT_10_16: { width: 800, height: 1280 },
	ASPECT_16_10: { width: 1280, height: 800 },
	ASPECT_9_16: { width: 736, height: 1312 },
	ASPECT_16_9: { width: 1312, height: 736 },
	ASPECT_3_2: { width: 1248, height: 832 },
	ASPECT_2_3: { width: 832, height: 1248 },
	ASPECT_4_3: { width: 1152, height: 864 },
	ASPECT_3_4: { width: 864, height: 1152 },
	ASPECT_1_3: { width: 512, height: 1536 },
	ASPECT_3_1: { width: 1536, height: 512 },
};

/** Generate of V2 and Turbo. */
export const generate: Perform<GenerateFields> = ({ image_request }, workshop) => {
	const commission = commissionOf(image_request, workshop);
	const link = linkTo('url', commission, workshop, () => paint(commission));
	return created([{ ...imageOf(commission), ...link }]);
};

/** Describe of V2 and Turbo. */
export const describe: Perform<DescribeFields> = async ({ image_file }, { settings }) => {
	const { bytes, contentType } = image_file;
	return created({
		description: settings.instant ? `An ${contentType} file.` : await describeImage(bytes),
	});
};

/** Edit of V2, which answers with links to the image before and after. */
export const editWithV2: Perform<EditFields> = (fields, workshop) => {
	const { image_file, prompt, model } = fields;
	const before = () => Promise.resolve(image_file.bytes);
	const links = {
		...linkTo('original_image', fields, workshop, before, [image_file], image_file.contentType),
		...linkTo('edited_image', fields, workshop, ...editOf(fields)),
	};
	return created([{ is_image_safe: isSafe(fields), prompt, ...links, model_used: model }]);
};

/** Edit of Turbo, which answers in the form of generate. */
export const editWithTurbo: Perform<EditFields> = (fields, workshop) => {
	const { prompt, image_file } = fields;
	const seed = seedOf(workshop.ledger.nextOrdinal());
	const image = imageOf({ ...image_file, prompt, seed, style: 'GENERAL' });
	return created([{ ...image, ...linkTo('url', fields, workshop, ...editOf(fields)) }]);
};

/** Remix of V2, which calls its link `image_url`. */
export const remixWithV2: Perform<GenerateFields & DescribeFields> = (fields, workshop) => {
	const { image_weight, model } = fields.image_request;
	const commission = commissionOf(fields.image_request, workshop);
	const { is_image_safe, prompt, resolution } = imageOf(commission);
	const link = linkTo('image_url', commission, workshop, ...remixOf(fields, commission));
	return created([{ is_image_safe, prompt, resolution, image_weight, ...link, model_used: model }]);
};

/** Remix of Turbo, whose `created` has no fractions of a second. */
export const remixWithTurbo: Perform<GenerateFields & DescribeFields> = (fields, workshop) => {
	const commission = commissionOf(fields.image_request, workshop);
	const link = linkTo('url', commission, workshop, ...remixOf(fields, commission));
	const time = new Date().toISOString().replace(/\.\d+/, '');
	return created([{ ...imageOf(commission), ...link }], time);
};

type Drawing = [draw: () => Promise<Buffer>, from: readonly InputImage[]];

const editOf = ({ image_file, mask, prompt }: EditFields): Drawing => [
	() => edit(image_file.bytes, mask?.bytes, prompt),
	mask ? [image_file, mask] : [image_file],
];

const remixOf = (
	{ image_file, image_request }: GenerateFields & DescribeFields,
	commission: Commission,
): Drawing => [() => remix(image_file.bytes, commission, image_request.image_weight), [image_file]];

const commissionOf = (request: ImageRequest, { ledger }: Workshop): Commission => ({
	...SIZES[request.aspect_ratio],
	prompt: request.prompt,
	seed: request.seed ?? seedOf(ledger.nextOrdinal()),
	style: request.style_type === 'AUTO' ? undefined : request.style_type,
	palette: request.color_palette?.name,
});

/** The imitated safety filter looks for the word "unsafe". */
const isSafe = ({ prompt }: { prompt: string }): boolean => !/unsafe/i.test(prompt);

const imageOf = (commission: Commission) => ({
	is_image_safe: isSafe(commission),
	prompt: commission.prompt,
	resolution: `${commission.width}x${commission.height}`,
	seed: commission.seed,
	style_type: styleOf(commission),
});

/** @returns a field with a link to a drawing; nothing when the prompt is unsafe */
function linkTo(
	field: string,
	{ prompt }: { prompt: string },
	{ results }: Workshop,
	make: () => Promise<Buffer>,
	from: readonly InputImage[] = [],
	contentType = 'image/png',
): Record<string, string> {
	if (!isSafe({ prompt })) return {};
	const heldBytes = from.reduce((sum, { bytes }) => sum + bytes.length, 0);
	return { [field]: results.publish('/api/images/ephemeral', { contentType, heldBytes, make }) };
}

/** @param time has microseconds, as Ideogram gives it, unless given */
const created = (
	data: unknown,
	time = new Date().toISOString().replace('Z', '000+00:00'),
): Outcome => ({
	json: { created: time, data },
});
