import fc from 'fast-check';
import type { Evidence } from '../checker/evidence';
import type { AnswerShape, Fault, ItemPlan, JobPlan, Step } from '../world/plan';
import type { Course } from './courses';

/** One execution of the node. */
export interface ExecutionPlan {
	readonly beginsAfterMs: number;
	readonly onError: Evidence['onError'];
	readonly maxConcurrency: number;
	readonly stopAfterMs?: number | undefined;
	readonly hasCredential: boolean;
	readonly items: readonly ItemPlan[];
}

/** Everything that happens in one n8n process: executions that share hosts, and what the nodes remember. */
export interface History {
	readonly course: Course;
	/** Where the images come from, if the operation takes one. */
	readonly inputSource: 'binary' | 'url';
	/** Of all chance in the nodes. */
	readonly chance: number;
	readonly executions: readonly ExecutionPlan[];
}

const status = (code: number, more: Partial<Fault & { kind: 'status' }> = {}): Fault => ({
	kind: 'status',
	status: code,
	...more,
});
const broken = (code?: string, isTaken = false): Fault => ({ kind: 'error', code, isTaken });

/** Shrinking goes to the front. */
const FAULTS: readonly Fault[] = [
	status(500),
	status(429),
	status(429, { retryAfterS: 1 }),
	status(429, { retryAfterS: 4 }),
	status(429, { retryAfterS: 30 }),
	status(503, { retryAfterS: 2 }),
	status(502, { isTaken: true, isPage: true }),
	status(503),
	status(503, { isPage: true }),
	status(408, { isTaken: true }),
	status(403, { isPage: true }),
	status(403),
	status(400),
	status(401),
	status(402),
	status(404),
	status(302),
	status(206),
	broken('ECONNRESET'),
	broken('ECONNRESET', true),
	broken('ETIMEDOUT', true),
	broken('ECONNREFUSED'),
	broken('ENOTFOUND'),
	broken('EAI_AGAIN'),
	broken('CERT_HAS_EXPIRED'),
	broken(undefined),
	broken(undefined, true),
	{ kind: 'hang', isTaken: false },
	{ kind: 'hang', isTaken: true },
	{ kind: 'garbage', isTaken: true },
	{ kind: 'cut', isTaken: true },
	{ kind: 'drip', everyMs: 30 },
	{ kind: 'drip', everyMs: 600 },
];

const weighted = <T>(
	...choices: ReadonlyArray<readonly [weight: number, arbitrary: fc.Arbitrary<T>]>
) => fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const rarely = <T>(weight: number, arbitrary: fc.Arbitrary<T>) =>
	weighted<T | undefined>([weight, fc.constant(undefined)], [1, arbitrary]);

const latencyMs = weighted([8, fc.nat(300)], [2, fc.nat(3000)], [1, fc.nat(12_000)]);
const step: fc.Arbitrary<Step> = fc.record({
	latencyMs,
	fault: rarely(1, fc.constantFrom(...FAULTS)),
});
const steps = fc.array(step, { maxLength: 4 });

const job: fc.Arbitrary<JobPlan> = fc.record({
	durationMs: weighted([6, fc.nat(8000)], [1, fc.nat(40_000)]),
	end: weighted<JobPlan['end']>(
		[8, fc.constantFrom('list', 'text', 'images', 'dataUri')],
		[3, fc.constantFrom('failed', 'refunded', 'refunded', 'nothing', 'canceled')],
	),
	clockSkewMs: weighted([4, fc.constant(0)], [1, fc.constantFrom(-3e12, 3e12, 7000, -500)]),
});

const settings: fc.Arbitrary<ItemPlan['settings']> = fc.record({
	timeout: weighted<string | number>(
		[8, fc.integer({ min: 1, max: 12 })],
		[3, fc.integer({ min: 13, max: 30 })],
		[2, fc.constantFrom('3', 0, 0.4, 2.5, 5.9)],
	),
	pollInterval: rarely(1, fc.constantFrom(1, 2, 5, 0, 0.3, 1.7, 10)),
	retries: rarely(1, fc.constantFrom(0, 1, 2)),
	downloadImages: rarely(4, fc.constant(false)),
	simplify: rarely(4, fc.constant(false)),
	wait: rarely(4, fc.constant(false)),
});

const planOf = (answer: fc.Arbitrary<AnswerShape>): fc.Arbitrary<ItemPlan> =>
	fc.record({
		settings,
		photoHost: fc.nat(2),
		isStored: fc.boolean(),
		readFault: rarely(20, fc.constantFrom('missing', 'broken', 'expression')),
		answers: fc.array(answer, { minLength: 1, maxLength: 3 }),
		jobs: fc.array(job, { maxLength: 3 }),
		submits: steps,
		checks: steps,
		inputs: steps,
		results: steps,
		stores: fc.array(rarely(3, fc.constantFrom('full', 'slow', 'odd')), { maxLength: 2 }),
	});

const executionOf = (
	item: fc.Arbitrary<ItemPlan>,
	beginsAfterMs: fc.Arbitrary<number>,
): fc.Arbitrary<ExecutionPlan> =>
	fc.record({
		beginsAfterMs,
		onError: fc.constantFrom('continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'),
		maxConcurrency: fc.constantFrom(5, 1, 2, 3),
		stopAfterMs: rarely(6, weighted([3, fc.nat(3000)], [2, fc.nat(15_000)], [1, fc.constant(0)])),
		hasCredential: weighted([40, fc.constant(true)], [1, fc.constant(false)]),
		items: fc.array(item, { minLength: 1, maxLength: 10 }),
	});

export const histories = (courses: readonly Course[]): fc.Arbitrary<History> =>
	fc.constantFrom(...courses).chain((course) => {
		const { answers } = course;
		const item = planOf(fc.constantFrom(...(answers.length > 0 ? answers : (['queued'] as const))));
		const one = executionOf(item, fc.constant(0));
		const another = executionOf(item, fc.nat(20_000));
		return fc.record({
			course: fc.constant(course),
			inputSource: fc.constantFrom('binary', 'url'),
			chance: fc.nat(),
			executions: weighted<ExecutionPlan[]>([5, fc.tuple(one)], [1, fc.tuple(one, another)]),
		});
	});
