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

interface Fields {
	readonly image_request: ImageRequest;
	readonly image_file: InputImage;
	readonly mask?: InputImage;
	readonly prompt: string;
	readonly model: string;
}

type EditFields = Omit<Fields, 'image_request'>;
type RemixFields = Pick<Fields, 'image_request' | 'image_file'>;

const size = (width: number, height: number) => ({ width, height });

/** What Ideogram's second generation paints at. */
const SIZES = {
	...{ ASPECT_1_1: size(1024, 1024), ASPECT_3_1: size(1536, 512), ASPECT_1_3: size(512, 1536) },
	...{ ASPECT_16_10: size(1280, 800), ASPECT_10_16: size(800, 1280) },
	...{ ASPECT_16_9: size(1312, 736), ASPECT_9_16: size(736, 1312) },
	...{ ASPECT_3_2: size(1248, 832), ASPECT_2_3: size(832, 1248) },
	...{ ASPECT_4_3: size(1152, 864), ASPECT_3_4: size(864, 1152) },
};

/** Generate of V2 and Turbo. */
export const generate: Perform<Pick<Fields, 'image_request'>> = ({ image_request }, workshop) => {
	const commission = commissionOf(image_request, workshop);
	const url = linkTo(() => paint(commission), commission, workshop);
	return created([{ ...imageOf(commission), url }]);
};

/** Describe of V2 and Turbo. */
export const describe: Perform<Pick<Fields, 'image_file'>> = async (
	{ image_file },
	{ settings },
) => {
	const { bytes, contentType } = image_file;
	const description = settings.instant ? `An ${contentType} file.` : await describeImage(bytes);
	return created({ description });
};

/** Edit of V2, which answers with links to the image before and after. */
export const editWithV2: Perform<EditFields> = (fields, workshop) => {
	const { image_file, prompt, model } = fields;
	const edited_image = linkToEdited(fields, workshop);
	const { bytes, contentType } = image_file;
	const original_image = linkTo(async () => bytes, fields, workshop, [image_file], contentType);
	return created([
		{ is_image_safe: isSafe(fields), prompt, original_image, edited_image, model_used: model },
	]);
};

/** Edit of Turbo, which answers in the form of generate. */
export const editWithTurbo: Perform<EditFields> = (fields, workshop) => {
	const { prompt, image_file } = fields;
	const seed = seedOf(workshop.ledger.nextOrdinal());
	const url = linkToEdited(fields, workshop);
	const image = imageOf({ ...image_file, prompt, seed, style: 'GENERAL' });
	return created([{ ...image, url }]);
};

/** Remix of V2, which calls its link `image_url`. */
export const remixWithV2: Perform<RemixFields> = (fields, workshop) => {
	const { image_weight, model } = fields.image_request;
	const { url: image_url, is_image_safe, prompt, resolution } = remixed(fields, workshop);
	return created([
		{ is_image_safe, prompt, resolution, image_weight, image_url, model_used: model },
	]);
};

/** Remix of Turbo, whose `created` has no fractions of a second. */
export const remixWithTurbo: Perform<RemixFields> = (fields, workshop) =>
	created([remixed(fields, workshop)], new Date().toISOString().replace(/\.\d+/, ''));

function remixed({ image_request, image_file }: RemixFields, workshop: Workshop) {
	const commission = commissionOf(image_request, workshop);
	const mix = () => remix(image_file.bytes, commission, image_request.image_weight);
	return { ...imageOf(commission), url: linkTo(mix, commission, workshop, [image_file]) };
}

function linkToEdited(fields: EditFields, workshop: Workshop): string | undefined {
	const { image_file, mask, prompt } = fields;
	const change = () => edit(image_file.bytes, mask?.bytes, prompt);
	return linkTo(change, fields, workshop, mask ? [image_file, mask] : [image_file]);
}

function commissionOf(request: ImageRequest, { ledger }: Workshop): Commission {
	const { prompt, aspect_ratio, style_type, color_palette } = request;
	const style = style_type === 'AUTO' ? undefined : style_type;
	const seed = request.seed ?? seedOf(ledger.nextOrdinal());
	return { ...SIZES[aspect_ratio], prompt, seed, style, palette: color_palette?.name };
}

/** The imitated safety filter looks for the word "unsafe". */
const isSafe = ({ prompt }: { prompt: string }): boolean => !/unsafe/i.test(prompt);

const imageOf = (commission: Commission) => ({
	is_image_safe: isSafe(commission),
	prompt: commission.prompt,
	resolution: `${commission.width}x${commission.height}`,
	seed: commission.seed,
	style_type: styleOf(commission),
});

/** @returns a link to what `make` draws from some images; undefined when the prompt is unsafe */
function linkTo(
	make: () => Promise<Buffer>,
	prompted: { readonly prompt: string },
	{ results }: Workshop,
	from: readonly InputImage[] = [],
	contentType = 'image/png',
): string | undefined {
	if (!isSafe(prompted)) return undefined;
	const heldBytes = from.reduce((sum, { bytes }) => sum + bytes.length, 0);
	return results.publish('/api/images/ephemeral', { contentType, heldBytes, make });
}

/** @param time with microseconds, as Ideogram gives it, unless given */
function created(data: unknown, time = ideogramTimestamp(Date.now())): Outcome {
	return { json: { created: time, data } };
}

/** @returns the moment as Ideogram writes it: microseconds, and an offset instead of a Z */
const ideogramTimestamp = (atMs: number): string =>
	new Date(atMs).toISOString().replace('Z', '000+00:00');
