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
const IMAGE = ['Download Images', 'File Name', 'Output Data Field Name'];
const WAITING = ['Poll Interval'];
const QUEUE = ['Wait for Result', 'Webhook URL'];
const V4 = [
	'Acceleration',
	'Number of Images',
	'Output Format',
	'Prompt Expansion',
	'Rendering Speed',
	'Safety Checker',
	'Seed',
	'Sync Mode',
];

/** @param {string[][]} parts */
const inAlphabet = (...parts) => parts.flat().sort();

/** @type {Panel[]} */
const IDEOGRAM = [
	{
		action: 'Generate image',
		fields: ['Operation', 'Prompt', 'Aspect Ratio', 'Options'],
		options: inAlphabet(LOOK_OF_THE_IMAGE, ANSWER, IMAGE, WAITING),
	},
	{
		action: 'Describe image',
		fields: ['Operation', 'Input Source', 'Input Data Field Name', 'Options'],
		options: inAlphabet(ANSWER, WAITING),
	},
	{
		action: 'Edit image',
		fields: ['Operation', 'Input Source', 'Input Data Field Name', 'Prompt', 'Options'],
		options: inAlphabet(
			['Mask Input Data Field Name', 'Mask URL', 'Model'],
			ANSWER,
			IMAGE,
			WAITING,
		),
	},
	{
		action: 'Remix image',
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
	'Pixazo Ideogram V4': [
		{
			action: 'Generate image',
			fields: ['Operation', 'Prompt', 'Image Size', 'Options'],
			options: inAlphabet(V4, ANSWER, IMAGE, QUEUE, WAITING),
		},
		{
			action: 'Remix image',
			fields: [
				'Operation',
				'Input Source',
				'Input Data Field Name',
				'Prompt',
				'Image Size',
				'Strength',
				'Options',
			],
			options: inAlphabet(V4, ANSWER, IMAGE, QUEUE, WAITING),
		},
	],
	'Pixazo Remove Background': [
		{
			action: 'Remove background of image',
			fields: ['Operation', 'Input Source', 'Image URL', 'Options'],
			options: inAlphabet(ANSWER, IMAGE, QUEUE, WAITING, ['Sync Mode']),
		},
		{
			action: 'Submit request to remove background',
			fields: ['Operation', 'Input Source', 'Image URL', 'Options'],
			options: inAlphabet(ANSWER, ['Sync Mode', 'Webhook URL']),
		},
		{
			action: 'Get status of request',
			fields: ['Operation', 'Request', 'Options'],
			options: inAlphabet(ANSWER, IMAGE),
		},
		{
			action: 'Wait for result of request',
			fields: ['Operation', 'Request', 'Options'],
			options: inAlphabet(ANSWER, IMAGE, WAITING),
		},
	],
};
