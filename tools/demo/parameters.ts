import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/** The parameters of an operation beyond its required fields, and what the contact sheet says about the result. */
interface Look {
	readonly parameters?: INodeParameters;
	readonly caption?: string;
	/** Uses the pink photo, which the contact sheet shows in the corner. */
	readonly pink?: true;
}

const COLLECTED: Look = { caption: 'Submitted before, collected later', pink: true };
const MASK = { maskBinaryPropertyName: 'mask' };

/** An operation that isn't here runs with its defaults. */
const LOOKS: Readonly<Record<string, Look>> = {
	'ideogram.generate': {
		caption: 'Realistic, in Ultramarine',
		parameters: { options: { styleType: 'REALISTIC', colorPalette: 'ULTRAMARINE', seed: 7 } },
	},
	'ideogramTurbo.generate': {
		caption: 'Anime, in Pastel',
		parameters: { options: { styleType: 'ANIME', colorPalette: 'PASTEL', seed: 7 } },
	},
	'ideogram.describe': { caption: 'The photo on the left' },
	'ideogramTurbo.describe': { caption: 'The photo in the corner', pink: true },
	'ideogram.edit': {
		caption: '“A banner: SPRING SALE”',
		parameters: { prompt: 'A banner: SPRING SALE', options: MASK },
	},
	'ideogramTurbo.edit': {
		caption: '“A banner: NEW IN TODAY”',
		parameters: { prompt: 'A banner: NEW IN TODAY', options: MASK },
	},
	'ideogram.remix': {
		caption: '“Dusk in the hills”, Image Weight 60',
		parameters: {
			prompt: 'Dusk in the hills',
			imageWeight: 60,
			options: { styleType: 'REALISTIC', colorPalette: 'EMBER', seed: 7 },
		},
	},
	'ideogramTurbo.remix': {
		caption: '“A summer day”, Image Weight 35',
		parameters: {
			prompt: 'A summer day',
			imageWeight: 35,
			options: { styleType: 'ANIME', colorPalette: 'PASTEL', seed: 7 },
		},
	},
	'ideogram4.generate': { caption: '1248 × 832' },
	'ideogram4.remix': {
		caption: '“Mountains at night”, Strength 0.6',
		parameters: { prompt: 'Mountains at night', strength: 0.6, options: { seed: 7 } },
	},
	'removeBackground.remove': { caption: 'Submits, waits, and downloads' },
	'removeBackground.submit': { pink: true },
	'removeBackground.getStatus': { pink: true },
	'removeBackground.waitForResult': COLLECTED,
	'pixazo.run': { caption: 'Flux 1 Schnell', parameters: { fields: { width: 1248, height: 832 } } },
	'pixazo.getStatus': { ...COLLECTED, caption: 'A request of any model' },
	'pixazo.waitForResult': COLLECTED,
};

/** Values for fields by name, for all nodes. */
const VALUES: INodeParameters = {
	model: 'flux-1-schnell/v1/getData',
	inputSource: 'binary',
	prompt: 'A camera shop by the sea',
	aspectRatio: 'ASPECT_3_2',
	imageSize: 'custom',
	width: 1248,
	height: 832,
	request: '={{ $json.request_id }}',
};

export const lookOf = ({ name }: INodeTypeDescription, operation: string): Look =>
	LOOKS[`${name}.${operation}`] ?? {};

export function operationsOf({ properties }: INodeTypeDescription): INodePropertyOptions[] {
	const menu = properties.find(({ name }) => name === 'operation')?.options ?? [];
	return menu.flatMap((entry) => ('value' in entry ? [entry] : []));
}

/** @returns a value for each field that the operation shows and that has one here */
export function parametersOf(
	description: INodeTypeDescription,
	operation: string,
): INodeParameters {
	const parameters: INodeParameters = { operation };
	for (const property of description.properties) {
		const value = VALUES[property.name.replace(/^field_/, '')];
		const node = { typeVersion: 1 };
		const isShown = NodeHelpers.displayParameter(parameters, property, node, description);
		if (isShown && value !== undefined) parameters[property.name] = value;
	}
	return parameters;
}
