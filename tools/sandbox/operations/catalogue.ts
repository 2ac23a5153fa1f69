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
import { findSource } from './source';

/** Models that answer at once, and the form in which they do. All others queue a job. */
const AT_ONCE: Readonly<Record<string, ((link: string) => object) | undefined>> = {
	'flux-1-schnell/v1/getData': (output) => ({ output }),
	'idm-vton-api/v1/r-idm-vton': (link) => ({ output: [link] }),
	'getImage/v1/getSDXLImage': (imageUrl) => ({ imageUrl }),
	'recraft/v4/generate': (url) => ({ created: 1_790_000_000, data: [{ url }] }),
	'whisper-large-v3-turbo/v1/speech-to-text': () => ({ text: 'Good morning.' }),
};

/** Their pages document the answer to a submit without a polling URL. */
const WITHOUT_URL = /^wan-2-7/;

const LINK = { type: 'string', pattern: '^(https?://|data:)' };
const LINKS = { type: 'array', minItems: 1, items: LINK };

/** JSON Schema of the catalogue's types that it has by another name. */
const TYPES: Readonly<Record<string, object | undefined>> = {
	...{ image: LINK, link: LINK, images: LINKS, links: LINKS, json: {} },
};

/** What a valid request has in a field of each type. */
const SAMPLES: Readonly<Record<string, unknown>> = {
	...{ string: 'Good morning', integer: 5, number: 0.5, boolean: true, json: {} },
	...{ image: 'https://example.com/a.jpg', link: 'https://example.com/a.bin' },
	...{ images: ['https://example.com/a.jpg'], links: ['https://example.com/a.bin'] },
};

/** @returns the models of the package's catalogue as operations, each under its path */
export const modelOperations = (): Operation[] =>
	MODELS.map(({ path, fields }) => {
		const properties = fields.map(({ name, type, choices, min, max, default: usual }) => {
			const limits = { enum: choices, minimum: min, maximum: max, default: usual };
			const given = Object.entries(limits).filter(([, value]) => value !== undefined);
			return [name, { ...(TYPES[type] ?? { type }), ...Object.fromEntries(given) }];
		});
		const required = fields.filter((field) => field.required);
		const example = required.map(({ name, type, choices }) => [
			name,
			choices?.[0] ?? SAMPLES[type],
		]);
		return {
			...{ operationId: path, method: 'POST', path: `/${path}`, source: 'application/json' },
			schema: {
				...{ type: 'object', additionalProperties: false },
				required: required.map(({ name }) => name),
				properties: Object.fromEntries(properties),
			},
			example: Object.fromEntries(example),
			answer: { status: AT_ONCE[path] || WITHOUT_URL.test(path) ? 200 : 202, schema: {} },
		};
	});

type ModelFields = Readonly<Record<string, unknown>>;

export const runModel =
	(model: Model): Perform<ModelFields> =>
	async (fields, workshop, occasion) => {
		const { path, kind } = model;
		const recipe = await recipeOf(model, fields, workshop);
		const answer = AT_ONCE[path];
		if (answer) return { json: answer(workshop.results.publish('/at-once', recipe)) };
		const count = Number(fields.num_images ?? fields.n ?? 1);
		const job = {
			...{ modelId: `${path.split('/')[0]}`, recipes: Array<Recipe>(count).fill(recipe) },
			// What an answer says of a 3D model's type is of no use.
			mediaType: kind === '3D' ? 'application/octet-stream' : undefined,
		};
		if (!WITHOUT_URL.test(path)) return await queue(job, workshop, occasion);
		const outcome = await queue({ ...job, status: 200 }, workshop, occasion);
		const json = { status: 'QUEUED', request_id: outcome.requestId, message: 'The job is queued.' };
		return { ...outcome, json };
	};

/** @returns how to make the file: of which sort it is follows from the model's kind */
async function recipeOf(
	{ kind, fields: known }: Model,
	fields: ModelFields,
	{ ledger }: Workshop,
): Promise<Recipe> {
	const input = known.find(({ name, type }) => type.startsWith('image') && fields[name]);
	const link = input && [fields[input.name]].flat()[0];
	const source = input && (await findSource(input.name, `${link}`));
	const prompt = `${fields.prompt ?? fields.text ?? kind}`;
	const { width = 1024, height = 1024, seed = seedOf(ledger.nextOrdinal()) } = fields;
	const size = source?.size ?? { width: Number(width), height: Number(height) };
	const commission = { ...size, prompt, seed: Number(seed) };
	const load = source?.load ?? (() => paint(commission));
	const recipe = (
		contentType: string,
		make: (image: Buffer) => Buffer | Promise<Buffer>,
	): Recipe => ({
		...{ contentType, heldBytes: source?.heldBytes },
		make: async () => await make(await load()),
	});
	const needsVideo = known.some(({ name, required }) => required && name.startsWith('video'));
	if (needsVideo || /video|lip/.test(kind)) return recipe('video/mp4', movie);
	if (/music|sound|speech/.test(kind)) return recipe('audio/wav', () => melody(prompt));
	if (kind === '3D') return recipe('model/gltf-binary', texturedSquare);
	if (kind === 'background removal') return recipe('image/png', cutOut);
	const isMixed = source && /to image|try-on/.test(kind);
	return recipe('image/png', (image) => (isMixed ? remix(image, commission, 50) : image));
}
