// @ts-check

/**
 * What a person sees of each operation: the labels of its fields, in their order, and what can be added under "Options".
 * Written by hand and not read from the nodes, so that a field that is lost or stray is noticed.
 *
 * @typedef {object} Panel
 * @property {string} action by which the node is added
 * @property {string[]} fields
 * @property {string[]} options
 */

const LOOK_OF_THE_IMAGE = [
	'Color Palette',
	'Magic Prompt',
	'Negative Prompt',
	'Seed',
	'Style Type',
];
const ANSWER = ['Max Concurrency', 'Retries', 'Simplify', 'Time Limit'];
const IMAGE = ['Download Images', 'Output Data Field Name'];
const WAITING = ['Poll Interval'];

/** @param {string[][]} parts */
const inAlphabet = (...parts) => parts.flat().sort();

/** @type {Panel[]} */
const IDEOGRAM = [
	{
		action: 'Generate an image',
		fields: ['Operation', 'Prompt', 'Aspect Ratio', 'Options'],
		options: inAlphabet(LOOK_OF_THE_IMAGE, ANSWER, IMAGE, WAITING),
	},
	{
		action: 'Describe an image',
		fields: ['Operation', 'Input Source', 'Input Data Field Name', 'Options'],
		options: inAlphabet(ANSWER, WAITING),
	},
	{
		action: 'Edit an image',
		fields: ['Operation', 'Input Source', 'Input Data Field Name', 'Prompt', 'Options'],
		options: inAlphabet(
			['Mask Input Data Field Name', 'Mask URL', 'Model'],
			ANSWER,
			IMAGE,
			WAITING,
		),
	},
	{
		action: 'Remix an image',
		fields: [
			'Operation',
			'Input Source',
			'Input Data Field Name',
			'Prompt',
			'Aspect Ratio',
			'Image Weight',
			'Options',
		],
		options: inAlphabet(LOOK_OF_THE_IMAGE, ANSWER, IMAGE, WAITING),
	},
];

/** @type {Readonly<Record<string, Panel[]>>} */
export const EXPECTED_PANELS = {
	'Pixazo Ideogram V2': IDEOGRAM,
	'Pixazo Ideogram Turbo': IDEOGRAM,
	'Pixazo Remove Background': [
		{
			action: 'Remove the background of an image',
			fields: ['Operation', 'Input Source', 'Image URL', 'Options'],
			options: inAlphabet(ANSWER, IMAGE, WAITING, ['Sync Mode']),
		},
		{
			action: 'Submit a request to remove a background',
			fields: ['Operation', 'Input Source', 'Image URL', 'Options'],
			options: inAlphabet(ANSWER, IMAGE, ['Sync Mode']),
		},
		{
			action: 'Get the status of a request',
			fields: ['Operation', 'Request', 'Options'],
			options: inAlphabet(ANSWER, IMAGE),
		},
		{
			action: 'Wait for the result of a request',
			fields: ['Operation', 'Request', 'Options'],
			options: inAlphabet(ANSWER, IMAGE, WAITING),
		},
	],
};
