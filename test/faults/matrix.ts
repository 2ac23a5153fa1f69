import { BODIES, CONNECTIONS, type RequestFault, STATUSES } from './everyStage';
import type { Expectation } from './expectations';
import { JOB_FAULTS } from './jobFaults';
import { type Course, COURSES, coursesThrough, type Stage } from './stages';
import type { Trial } from './stand';
import { UNREACHABLE } from './unreachable';

/** Where the servers of a trial are. */
export interface Places {
	readonly elsewhereUrl: string;
	readonly gatewayUrl: string;
}

/** One fault, tried on one operation. */
export interface Cell {
	readonly course: Course;
	readonly expected: Expectation;
	readonly trial: (places: Places) => Trial;
}

/** One fault, tried on every operation that can meet it. */
export interface Row {
	readonly title: string;
	/** So much data that the operations are better tried one by one. */
	readonly isHeavy: boolean;
	readonly cells: readonly Cell[];
}

/** All faults of one stage. */
export interface Section {
	readonly title: string;
	readonly rows: readonly Row[];
}

const PATIENT_S = 20;
/** For what is to wait until its time is over. */
const IMPATIENT_S = 2;

const limitOf = ({ ending }: Expectation): number =>
	ending === 'deadline' ? IMPATIENT_S : PATIENT_S;

/** A request that was submitted before was submitted while the gateway could be reached. */
const canBeUnreachable =
	(stage: Stage) =>
	({ isCollecting }: Course): boolean =>
		stage !== 'lookUp' || isCollecting;

const requestRow = (fault: RequestFault, stage: Stage, expected: Expectation): Row => {
	const { title, strike, isHeavy = false } = fault;
	const trial = ({ elsewhereUrl }: Places): Trial => {
		const struck = typeof strike === 'function' ? strike({ stage, elsewhereUrl }) : strike;
		return { stage, strikes: [struck], limitS: limitOf(expected) };
	};
	const cells = coursesThrough(stage).map((course) => ({ course, expected, trial }));
	return { title, isHeavy, cells };
};

const requestRows = (faults: readonly RequestFault[], stage: Stage): Row[] =>
	faults.flatMap((fault) => {
		const expected = fault.expected[stage];
		return expected === undefined ? [] : [requestRow(fault, stage, expected)];
	});

const unreachableRows = (stage: 'submit' | 'lookUp' | 'inputLink'): Row[] =>
	UNREACHABLE.map(({ title, url, ...expectations }) => {
		const expected = expectations[stage];
		const trial = ({ gatewayUrl }: Places): Trial => {
			const at = url(gatewayUrl);
			const place = stage === 'inputLink' ? { imageUrl: `${at}/picture.png` } : { baseUrl: at };
			return { stage, strikes: [], limitS: limitOf(expected), ...place };
		};
		const courses = coursesThrough(stage).filter(canBeUnreachable(stage));
		return { title, isHeavy: false, cells: courses.map((course) => ({ course, expected, trial })) };
	});

const sectionOf = (title: string, stage: Stage): Section => ({
	title,
	rows: [
		...requestRows(STATUSES, stage),
		...(stage === 'download' ? [] : unreachableRows(stage)),
		...requestRows(CONNECTIONS, stage),
		...requestRows(BODIES, stage),
	],
});

const jobRows = (): Row[] =>
	JOB_FAULTS.map(({ title, strikes, ...expectations }) => {
		const cells = (['remove', 'waitForResult', 'getStatus'] as const).flatMap((operation) => {
			const expected = expectations[operation];
			const trial = (): Trial => ({ stage: 'lookUp', strikes, limitS: limitOf(expected) });
			return COURSES.filter((course) => course.operation === operation).map((course) => ({
				course,
				expected,
				trial,
			}));
		});
		return { title, isHeavy: false, cells };
	});

export const SECTIONS: readonly Section[] = [
	sectionOf('The paid request', 'submit'),
	sectionOf('A look-up', 'lookUp'),
	{ title: 'The queued job', rows: jobRows() },
	sectionOf('The download of a result', 'download'),
	sectionOf('A link to an input image', 'inputLink'),
];
