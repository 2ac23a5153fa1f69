import type { INodeParameters, INodeType } from 'n8n-workflow';
import type { ItemTerms } from '../checker/evidence';
import type { AnswerShape } from '../world/plan';

/** What histories know of one operation of a node. */
export interface Course {
	readonly node: string;
	readonly operation: string;
	readonly does: ItemTerms['does'];
	/** Waits for a queued job: always, never, or as the option Wait for Result says. */
	readonly waits: 'always' | 'never' | 'asked';
	/** Whether it sends a file, from the item or from behind a link. */
	readonly hasImage: boolean;
	readonly parameters: INodeParameters;
	/** The default of Poll Interval, in seconds. */
	readonly interval: number;
	/** What its endpoint says to a request that it takes. */
	readonly answers: readonly AnswerShape[];
}

const PROMPT = { prompt: '={{ $json.prompt }}' };
const REQUEST = { request: '={{ $json.request }}' };
const IMAGES: readonly AnswerShape[] = [
	'image',
	'twoImages',
	'imageUrl',
	'editedImage',
	'dataUri',
	'heldBack',
];
const QUEUED: readonly AnswerShape[] = [
	'queued',
	'queuedAtRelativeUrl',
	'queuedElsewhere',
	'queuedWithoutUrl',
];
const ENDED: readonly AnswerShape[] = ['completed', 'failed', 'refunded', 'onlyId', 'empty'];

type Partly = Partial<Course> & Pick<Course, 'operation'>;

const ideogram: readonly Partly[] = [
	{ operation: 'generate', parameters: PROMPT, answers: [...IMAGES, ...QUEUED, ...ENDED] },
	{
		operation: 'describe',
		hasImage: true,
		answers: ['description', 'describedJob', 'queuedDescription', 'empty'],
	},
	{ operation: 'edit', hasImage: true, parameters: PROMPT, answers: [...IMAGES, 'queued'] },
	{
		operation: 'remix',
		hasImage: true,
		parameters: PROMPT,
		answers: [...IMAGES, 'queued', 'failed'],
	},
];

/** By the name of the node; one that is missing here fails the run. */
const COURSES: Readonly<Record<string, readonly Partly[]>> = {
	ideogram,
	ideogramTurbo: ideogram,
	ideogram4: [
		{ operation: 'generate', waits: 'asked', parameters: PROMPT, answers: [...QUEUED, ...ENDED] },
		{ operation: 'remix', hasImage: true, waits: 'asked', parameters: PROMPT, answers: QUEUED },
	],
	removeBackground: [
		{
			operation: 'remove',
			hasImage: true,
			waits: 'asked',
			answers: [...QUEUED, ...QUEUED, ...QUEUED, ...ENDED],
		},
		{ operation: 'submit', hasImage: true, waits: 'never', answers: [...QUEUED, ...ENDED] },
		{ operation: 'getStatus', does: 'look', waits: 'never', parameters: REQUEST },
		{ operation: 'waitForResult', does: 'collect', parameters: REQUEST },
	],
	pixazo: [
		{
			operation: 'run',
			waits: 'asked',
			interval: 5,
			parameters: {
				model: 'ideogram-v4/v1/ideogram-v4-request',
				field_prompt: '={{ $json.prompt }}',
			},
			answers: [...QUEUED, ...ENDED],
		},
		{
			operation: 'run',
			waits: 'asked',
			hasImage: true,
			interval: 5,
			parameters: { model: 'ideogram-remove-background/v1/ideogram-remove-background-request' },
			answers: [...QUEUED, ...ENDED],
		},
		{
			operation: 'run',
			waits: 'asked',
			interval: 5,
			parameters: { model: 'other', path: 'model/v1/request', body: '={{ $json.body }}' },
			answers: ['output', 'image', 'twoImages', 'imageUrl', 'dataUri', ...QUEUED, ...ENDED],
		},
		{ operation: 'getStatus', does: 'look', waits: 'never', parameters: REQUEST },
		{ operation: 'waitForResult', does: 'collect', interval: 5, parameters: REQUEST },
	],
};

/** The nodes of the package, by name. */
export interface Nodes {
	readonly types: ReadonlyMap<string, INodeType>;
	/** Lets them begin anew: they remember in the process how long jobs took, and pauses. */
	forget(): void;
}

/** @param nodes their names */
export function coursesOf(nodes: Iterable<string>): Course[] {
	return [...nodes].flatMap((node) => {
		const courses = COURSES[node];
		if (courses === undefined)
			throw new Error(`test/laws/histories/courses.ts says nothing of the node ${node}`);
		return courses.map((course) => ({
			node,
			does: 'pay' as const,
			waits: 'always' as const,
			hasImage: false,
			interval: 2.5,
			parameters: {},
			answers: [],
			...course,
		}));
	});
}
