/** Where in an operation's course a fault strikes. */
export type Stage = 'submit' | 'lookUp' | 'download' | 'inputLink';

/** What an operation is, as far as faults matter: which stages it goes through. */
export interface Course {
	readonly title: string;
	readonly node: 'ideogram' | 'ideogramTurbo' | 'removeBackground';
	readonly operation: string;
	/** The sandbox's name of its paid request. */
	readonly operationId: string;
	readonly stages: readonly Stage[];
	/** Works on a request that was submitted before. */
	readonly isCollecting: boolean;
	/** Waits for the end of a queued job. */
	readonly isWaiting: boolean;
}

const ideogram = (
	node: 'ideogram' | 'ideogramTurbo',
	operation: string,
	stages: readonly Stage[],
): Course => {
	const model = node === 'ideogram' ? 'V2' : 'Turbo';
	return {
		title: `${model} ${operation}`,
		node,
		operation,
		operationId: `${model.toLowerCase()}${operation.charAt(0).toUpperCase()}${operation.slice(1)}`,
		stages,
		isCollecting: false,
		isWaiting: false,
	};
};

const removeBackground = (operation: string, stages: readonly Stage[]): Course => ({
	title: operation,
	node: 'removeBackground',
	operation,
	operationId: 'removeBackground',
	stages,
	isCollecting: !stages.includes('submit'),
	isWaiting: stages.includes('lookUp') && operation !== 'getStatus',
});

const NODES = ['ideogram', 'ideogramTurbo'] as const;

/** Every operation of every node. */
export const COURSES: readonly Course[] = [
	...NODES.flatMap((node) => [
		ideogram(node, 'generate', ['submit', 'download']),
		ideogram(node, 'describe', ['submit', 'inputLink']),
		ideogram(node, 'edit', ['submit', 'download', 'inputLink']),
		ideogram(node, 'remix', ['submit', 'download', 'inputLink']),
	]),
	removeBackground('remove', ['submit', 'lookUp', 'download']),
	removeBackground('submit', ['submit']),
	removeBackground('getStatus', ['lookUp', 'download']),
	removeBackground('waitForResult', ['lookUp', 'download']),
];

export const coursesThrough = (stage: Stage): readonly Course[] =>
	COURSES.filter(({ stages }) => stages.includes(stage));
