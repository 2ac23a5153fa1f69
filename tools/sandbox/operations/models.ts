import { freeCommission, seedOf } from '../images/commission';
import { paint } from '../images/paint';
import { remix } from '../images/remix';
import { melody } from '../media/wav';
import { movie } from '../media/mp4';
import { relief } from '../media/glb';
import type { Recipe } from '../results';
import type { Perform, Workshop } from '../workshop';
import { publish } from './images';
import { queue } from './queue';
import { findSource } from './source';

interface TextFields {
	readonly prompt: string;
	readonly seed?: number;
	readonly width?: number;
	readonly height?: number;
}

/** @returns how to paint one of the images that a prompt asks for */
const painter =
	({ prompt, seed, width = 1024, height = 1024 }: TextFields, { ledger }: Workshop) =>
	(index = 0): (() => Promise<Buffer>) => {
		const first = seed ?? seedOf(ledger.nextOrdinal());
		return () => paint(freeCommission(prompt, { width, height }, first + index));
	};

/** Answers at once, with a link as text in `output`. */
export const fluxSchnell: Perform<TextFields> = (fields, workshop) => ({
	json: { output: publish(workshop.results, painter(fields, workshop)()) },
	carriesResult: true,
});

/** Answers at once, with a list of links in `output`. */
export const stableDiffusion3: Perform<TextFields> = (fields, workshop) => ({
	json: { output: [publish(workshop.results, painter(fields, workshop)())] },
	carriesResult: true,
});

/** Answers at once, with a link in `imageUrl`. */
export const sdxl: Perform<TextFields> = (fields, workshop) => ({
	json: { imageUrl: publish(workshop.results, painter(fields, workshop)()) },
	carriesResult: true,
});

const PNG = { mediaType: 'image/png', ending: 'png' };

/** Queues a job of several images, and gives no polling URL. */
export const wanTextToImage: Perform<TextFields & { n: number }> = async (
	fields,
	workshop,
	occasion,
) => {
	const paintOne = painter(fields, workshop);
	const recipes = Array.from({ length: fields.n }, (_, index) => pngOf(paintOne(index)));
	const job = { modelId: 'wan-2-7', ...PNG, status: 200, recipes };
	const outcome = await queue(job, workshop, occasion);
	const { requestId: request_id } = outcome;
	return { ...outcome, json: { status: 'QUEUED', request_id, message: 'The job is queued.' } };
};

interface EditFields {
	readonly prompt: string;
	readonly image_urls: readonly [string, ...string[]];
	readonly num_images: number;
}

/** Queues a job from a list of images. */
export const nanoBananaEdit: Perform<EditFields> = async (
	{ prompt, image_urls, num_images },
	workshop,
	occasion,
) => {
	const [source] = await Promise.all(image_urls.map((link) => findSource('image_urls', link)));
	if (!source) throw new RangeError('The description asks for an image.');
	const seed = seedOf(workshop.ledger.nextOrdinal());
	const recipes = Array.from({ length: num_images }, (_, index) =>
		pngOf(async () => {
			const commission = freeCommission(prompt, source.size, seed + index);
			return await remix(await source.load(), commission, 50);
		}, source.heldBytes),
	);
	return await queue({ modelId: 'nano-banana-pro', ...PNG, recipes }, workshop, occasion);
};

interface ImageFields {
	readonly image_url: string;
}

/** Queues a job that makes a video of the image. */
export const veoImageToVideo: Perform<ImageFields> = async ({ image_url }, workshop, occasion) => {
	const { load, heldBytes } = await findSource('image_url', image_url);
	const make = async () => ({ contentType: 'video/mp4', bytes: await movie(await load()) });
	const job = { modelId: 'veo', mediaType: 'video/mp4', ending: 'mp4' };
	return await queue({ ...job, recipes: [{ heldBytes, make }] }, workshop, occasion);
};

/** Queues a job that makes sound of a text. */
export const geminiSpeech: Perform<{ text: string }> = async ({ text }, workshop, occasion) => {
	const make = () => Promise.resolve({ contentType: 'audio/wav', bytes: melody(text) });
	const job = { modelId: 'gemini-flash-tts', mediaType: 'audio/wav', ending: 'wav' };
	return await queue({ ...job, recipes: [{ heldBytes: 0, make }] }, workshop, occasion);
};

/** Queues a job that makes a 3D model of the image; what the answer says of its type is of no use. */
export const trellis3d: Perform<ImageFields> = async ({ image_url }, workshop, occasion) => {
	const { load, heldBytes } = await findSource('image_url', image_url);
	const make = async () => ({
		contentType: 'model/gltf-binary',
		bytes: await relief(await load()),
	});
	const job = { modelId: 'trellis-2', mediaType: 'application/octet-stream', ending: 'glb' };
	return await queue({ ...job, recipes: [{ heldBytes, make }] }, workshop, occasion);
};

const pngOf = (draw: () => Promise<Buffer>, heldBytes = 0): Recipe => ({
	heldBytes,
	make: async () => ({ contentType: 'image/png', bytes: await draw() }),
});
