import type { INodeParameters } from 'n8n-workflow';
import { pictureAnswer } from '../../support/answers';
import { IDEOGRAM_NODES } from '../../support/gateway';
import { partsOf } from '../../support/multipart';
import { PNG } from '../../support/pictures';
import { Pixazo } from '../../support/pixazo';
import {
	ASPECT_RATIOS,
	COLOR_PALETTES,
	HIGHEST_SEED,
	MAGIC_PROMPTS,
	STYLE_TYPES,
} from '../../support/values';
import { useWire } from '../../support/wire';

const wire = useWire();
let pixazo: Pixazo;

beforeAll(async () => {
	pixazo = await Pixazo.start();
});

describe.each(IDEOGRAM_NODES)('$title remixes', ({ type, model, endpoint }) => {
	const url = `${endpoint}/remix`;

	/** Runs the node once for each value, as `$json.value`, and returns the parts that it sent each time. */
	async function formsOf(
		parameters: INodeParameters & { options?: INodeParameters },
		values: Array<string | number> = [''],
	) {
		wire.answer('POST', url, { body: pictureAnswer, times: values.length });
		const { binary } = await pixazo.fileItem();
		const execution = await pixazo.run({
			type,
			parameters: {
				operation: 'remix',
				prompt: 'In the snow',
				...parameters,
				options: { downloadImages: false, ...parameters.options },
			},
			items: values.map((value) => ({ json: { value }, binary })),
		});
		expect(execution.error).toBeUndefined();
		return await Promise.all(wire.sentTo(url).map(partsOf));
	}

	/** As `formsOf`, but only the JSON of the part `image_request`. */
	async function requestsOf(...sent: Parameters<typeof formsOf>): Promise<unknown[]> {
		const forms = await formsOf(...sent);
		return forms.map(([request]) => JSON.parse(request?.bytes.toString() ?? ''));
	}

	test('by default, with half the weight and nothing but what is required', async () => {
		const [form] = await formsOf({});
		expect(form?.map(({ name, fileName }) => [name, fileName])).toEqual([
			['image_request', undefined],
			['image_file', 'photo.png'],
		]);
		expect(form?.[1]?.bytes).toEqual(PNG);
		expect(JSON.parse(form?.[0]?.bytes.toString() ?? '')).toEqual({
			prompt: 'In the snow',
			model,
			aspect_ratio: 'ASPECT_1_1',
			image_weight: 50,
		});
	});

	test('with everything that can be set', async () => {
		const requests = await requestsOf({
			prompt: 'In the snow, "HOME" on the door ❄',
			aspectRatio: 'ASPECT_3_1',
			imageWeight: 80,
			options: {
				negativePrompt: 'cars',
				seed: 7,
				magicPrompt: 'ON',
				styleType: 'ANIME',
				colorPalette: 'PASTEL',
			},
		});
		expect(requests).toEqual([
			{
				prompt: 'In the snow, "HOME" on the door ❄',
				negative_prompt: 'cars',
				model,
				aspect_ratio: 'ASPECT_3_1',
				image_weight: 80,
				seed: 7,
				magic_prompt_option: 'ON',
				style_type: 'ANIME',
				color_palette: { name: 'PASTEL' },
			},
		]);
	});

	test('without an option that was added and left empty', async () => {
		const options = { negativePrompt: '', seed: '={{ "" }}', colorPalette: '={{ null }}' };
		const requests = await requestsOf({ options });
		expect(requests).toEqual([
			{ prompt: 'In the snow', model, aspect_ratio: 'ASPECT_1_1', image_weight: 50 },
		]);
	});

	test.each([
		['aspect_ratio', 'aspectRatio', ASPECT_RATIOS],
		['image_weight', 'imageWeight', [1, 50, 100]],
	])('with each %s', async (field, parameter, values) => {
		const requests = await requestsOf({ [parameter]: '={{ $json.value }}' }, values);
		expect(requests).toHaveLength(values.length);
		for (const value of values) {
			expect(requests).toContainEqual(expect.objectContaining({ [field]: value }));
		}
	});

	test.each([
		['magic_prompt_option', 'magicPrompt', MAGIC_PROMPTS],
		['style_type', 'styleType', STYLE_TYPES],
		['seed', 'seed', [1, HIGHEST_SEED]],
	])('with each %s', async (field, option, values) => {
		const options = { [option]: '={{ $json.value }}' };
		const requests = await requestsOf({ options }, values);
		expect(requests).toHaveLength(values.length);
		for (const value of values) {
			expect(requests).toContainEqual(expect.objectContaining({ [field]: value }));
		}
	});

	test('with each color palette', async () => {
		const options = { colorPalette: '={{ $json.value }}' };
		const requests = await requestsOf({ options }, COLOR_PALETTES);
		expect(requests).toHaveLength(COLOR_PALETTES.length);
		for (const name of COLOR_PALETTES) {
			expect(requests).toContainEqual(expect.objectContaining({ color_palette: { name } }));
		}
	});
});
