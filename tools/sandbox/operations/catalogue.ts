import { MODELS, type Model } from '../../../nodes/Pixazo/catalogue';
import type { Operation } from '../description';
import { cutOut } from '../images/cutOut';
import { paint, remix, seedOf } from '../images/paint';
import { texturedSquare } from '../media/glb';
import { movie } from '../media/mp4';
import { melody } from '../media/wav';
import type { Recipe } from '../results';
import type { Perform, Workshop } from '../workshop';
import { queue } from './queue';
import { findSource, type Source } from './source';

const LINK = { type: 'string', pattern: '^(https?://|data:)' };

/** JSON Schema of the types that the catalogue has; `json` is anything. */
const TYPES: Readonly<Record<string, object | undefined>> = {
	image: LINK,
	link: LINK,
	images: { type: 'array', minItems: 1, items: LINK },
	links: { type: 'array', minItems: 1, items: LINK },
	json: {},
};

/** What a request of each type looks like. */
const SAMPLES: Readonly<Record<string, unknown>> = {
	...{ string: 'Good morning', integer: 5, number: 0.5, boolean: true, json: {} },
	...{ image: 'https://example.com/a.jpg', link: 'https://example.com/a.bin' },
	...{ images: ['https://example.com/a.jpg'], links: ['https://example.com/a.bin'] },
};

/** Models that answer at once, and the form in which they do. All others queue a job. */
const AT_ONCE: Readonly<Record<string, ((link: string) => object) | undefined>> = {
	'flux-1-schnell/v1/getData': (output) => ({ output }),
	'idm-vton-api/v1/r-idm-vton': (link) => ({ output: [link] }),
	'getImage/v1/getSDXLImage': (imageUrl) => ({ imageUrl }),
	'recraft/v4/generate': (url) => ({ created: 1_790_000_000, data: [{ url }] }),
	'whisper-large-v3-turbo/v1/speech-to-text': () => ({ text: 'Good morning.' }),
};

/** @returns the models of the package's catalogue as operations, each under its path */
export const modelOperations = (): Operation[] =>
	MODELS.map(({ path, fields }) => {
		const required = fields.filter((field) => field.required);
		const properties = fields.map(({ name, type, choices, min, max, default: usual }) => [
			name,
			{ ...(TYPES[type] ?? { type }), enum: choices, minimum: min, maximum: max, default: usual },
		]);
		const example = required.map(({ name, type, choices }) => [
			name,
			choices?.[0] ?? SAMPLES[type],
		]);
		return {
			operationId: path,
			method: 'POST',
			path: `/${path}`,
			source: 'application/json',
			parts: {},
			schema: {
				type: 'object',
				additionalProperties: false,
				required: required.map(({ name }) => name),
				// JSON Schema knows no `enum: undefined`, and JSON none at all.
				properties: JSON.parse(JSON.stringify(Object.fromEntries(properties))),
			},
			example: Object.fromEntries(example),
			answer: { status: AT_ONCE[path] || WITHOUT_URL.test(path) ? 200 : 202, schema: {} },
		};
	});

/** Their pages document the answer to a submit without a polling URL. */
const WITHOUT_URL = /^wan-2-7/;

type ModelFields = Readonly<Record<string, unknown>>;

/** Runs a model of the catalogue: what it makes follows from its kind. */
export const runModel =
	(model: Model): Perform<ModelFields> =>
	async (fields, workshop, occasion) => {
		const { path, fields: known } = model;
		const image = known.find(({ name, type }) => type.startsWith('image') && fields[name]);
		const link = image && [fields[image.name]].flat()[0];
		const source = image && (await findSource(image.name, `${link}`));
		const recipe = recipeOf(model, fields, workshop, source);
		const answer = AT_ONCE[path];
		if (answer) return { json: answer(workshop.results.publish('/at-once', recipe)) };
		const count = Number(fields.num_images ?? fields.n ?? 1);
		const job = { modelId: path.split('/')[0] ?? '', recipes: Array(count).fill(recipe) };
		// What an answer says of a 3D model's type is of no use.
		const mediaType = model.kind === '3D' ? 'application/octet-stream' : undefined;
		if (!WITHOUT_URL.test(path)) return await queue({ ...job, mediaType }, workshop, occasion);
		const outcome = await queue({ ...job, status: 200 }, workshop, occasion);
		const { requestId: request_id } = outcome;
		return { ...outcome, json: { status: 'QUEUED', request_id, message: 'The job is queued.' } };
	};

function recipeOf(
	{ kind, fields: known }: Model,
	fields: ModelFields,
	{ ledger }: Workshop,
	source: Source | undefined,
): Recipe {
	const prompt = `${fields.prompt ?? fields.text ?? kind}`;
	const size = source?.size ?? {
		width: Number(fields.width ?? 1024),
		height: Number(fields.height ?? 1024),
	};
	const seed = Number(fields.seed ?? seedOf(ledger.nextOrdinal()));
	const heldBytes = source?.heldBytes;
	const load = source?.load ?? (() => paint({ ...size, prompt, seed }));
	const recipe = (contentType: string, make: (image: Buffer) => Promise<Buffer>): Recipe => ({
		...{ contentType, heldBytes },
		make: async () => await make(await load()),
	});
	if (
		/video|lip/.test(kind) ||
		known.some(({ name, required }) => required && /video/.test(name))
	) {
		return recipe('video/mp4', movie);
	}
	if (/music|sound|speech/.test(kind)) return recipe('audio/wav', async () => melody(prompt));
	if (kind === '3D') return recipe('model/gltf-binary', texturedSquare);
	if (kind === 'background removal') return recipe('image/png', cutOut);
	if (!/to image|try-on/.test(kind) || !source) return recipe('image/png', async (image) => image);
	return recipe('image/png', (image) => remix(image, { ...size, prompt, seed }, 50));
}
