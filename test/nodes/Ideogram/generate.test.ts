import type { INodeParameters } from 'n8n-workflow';
import { pictureAnswer, RESULT_URL } from '../../support/answers';
import { API_KEY, IDEOGRAM_NODES } from '../../support/gateway';
import { jsonItem } from '../../support/items';
import { PNG } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import {
	ASPECT_RATIOS,
	COLOR_PALETTES,
	HIGHEST_SEED,
	MAGIC_PROMPTS,
	STYLE_TYPES,
} from '../../support/values';
import { jsonOf, useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

describe.each(IDEOGRAM_NODES)('$title generates', ({ type, model, endpoint }) => {
	const url = `${endpoint}/generate`;

	/** Runs the node once for each item, and returns the bodies that it sent. */
	async function bodiesOf(
		parameters: INodeParameters & { options?: INodeParameters },
		items = [jsonItem()],
	) {
		wire.answer('POST', url, { body: pictureAnswer, times: items.length });
		const options = { downloadImages: false, ...parameters.options };
		const execution = await pixazo.run({
			type,
			parameters: { prompt: 'A lighthouse', ...parameters, options },
			items,
		});
		expect(execution.error).toBeUndefined();
		return wire.sentTo(url).map(jsonOf);
	}

	test('by default, with nothing but what is required', async () => {
		wire.answer('POST', url, { body: pictureAnswer });
		wire.answer('GET', RESULT_URL, { body: PNG });
		const execution = await pixazo.run({ type, parameters: { prompt: 'A lighthouse' } });

		expect(execution.error).toBeUndefined();
		expect(execution.items()).toHaveLength(1);
		const [request, download] = wire.sent;
		expect(request).toMatchObject({ method: 'POST', url });
		expect(request?.headers).toMatchObject({
			'ocp-apim-subscription-key': API_KEY,
			'content-type': 'application/json',
			'content-length': String(request?.body.length),
		});
		expect(wire.sentTo(url).map(jsonOf)).toEqual([
			{ image_request: { prompt: 'A lighthouse', model, aspect_ratio: 'ASPECT_1_1' } },
		]);
		expect(download?.url).toBe(RESULT_URL);
		expect(download?.headers).not.toHaveProperty('ocp-apim-subscription-key');
	});

	test('with everything that can be set', async () => {
		const bodies = await bodiesOf({
			operation: 'generate',
			prompt: 'A lighthouse, "HOME" on its wall ☀',
			aspectRatio: 'ASPECT_16_9',
			options: {
				negativePrompt: 'blur, people',
				seed: 212,
				magicPrompt: 'OFF',
				styleType: 'RENDER_3D',
				colorPalette: 'JUNGLE',
			},
		});
		expect(bodies).toEqual([
			{
				image_request: {
					prompt: 'A lighthouse, "HOME" on its wall ☀',
					negative_prompt: 'blur, people',
					model,
					aspect_ratio: 'ASPECT_16_9',
					seed: 212,
					magic_prompt_option: 'OFF',
					style_type: 'RENDER_3D',
					color_palette: { name: 'JUNGLE' },
				},
			},
		]);
	});

	test('without an option that was added and left empty', async () => {
		const empty = ['={{ "" }}', '={{ null }}', '={{ $json.nowhere }}'];
		for (const value of empty) {
			const bodies = await bodiesOf({
				options: {
					negativePrompt: value,
					seed: value,
					magicPrompt: value,
					styleType: value,
					colorPalette: value,
				},
			});
			expect(bodies.at(-1)).toEqual({
				image_request: { prompt: 'A lighthouse', model, aspect_ratio: 'ASPECT_1_1' },
			});
		}
		expect(wire.sentTo(url)).toHaveLength(empty.length);
	});

	test.each([
		['aspect_ratio', { aspectRatio: '={{ $json.value }}' }, ASPECT_RATIOS],
		['magic_prompt_option', { options: { magicPrompt: '={{ $json.value }}' } }, MAGIC_PROMPTS],
		['style_type', { options: { styleType: '={{ $json.value }}' } }, STYLE_TYPES],
	])('with each %s', async (field, parameters, values) => {
		const items = values.map((value) => jsonItem({ value }));
		const bodies = await bodiesOf({ prompt: '={{ $json.value }}', ...parameters }, items);
		const expected = values.map((value) => ({
			image_request: { prompt: value, model, aspect_ratio: 'ASPECT_1_1', [field]: value },
		}));
		expect(bodies).toHaveLength(values.length);
		expect(bodies).toEqual(expect.arrayContaining(expected));
	});

	test('with each color palette', async () => {
		const bodies = await bodiesOf(
			{ options: { colorPalette: '={{ $json.name }}' } },
			COLOR_PALETTES.map((name) => jsonItem({ name })),
		);
		const expected = COLOR_PALETTES.map((name) => ({
			image_request: expect.objectContaining({ color_palette: { name } }),
		}));
		expect(bodies).toHaveLength(COLOR_PALETTES.length);
		expect(bodies).toEqual(expect.arrayContaining(expected));
	});

	test('with the lowest and the highest seed, and with digits from an expression', async () => {
		const items = [1, HIGHEST_SEED, '42'].map((seed) => jsonItem({ seed }));
		const bodies = await bodiesOf({ options: { seed: '={{ $json.seed }}' } }, items);
		for (const seed of [1, HIGHEST_SEED, 42]) {
			expect(bodies).toContainEqual({ image_request: expect.objectContaining({ seed }) });
		}
	});
});
