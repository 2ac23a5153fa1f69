import fc from 'fast-check';
import type { Evidence } from '../checker/evidence';
import type { AnswerShape, Fault, ItemPlan, JobPlan, Step } from '../world/plan';
import type { Course } from './courses';

/** Everything that one execution depends on. */
export interface History {
	readonly course: Course;
	readonly onError: Evidence['onError'];
	readonly maxConcurrency: number;
	/** Where the images come from, if the operation takes one. */
	readonly inputSource: 'binary' | 'url';
	readonly stopAfterMs?: number | undefined;
	/** Of all chance in the nodes. */
	readonly chance: number;
	readonly items: readonly ItemPlan[];
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
		readFault: rarely(20, fc.constantFrom('missing', 'broken')),
		answers: fc.array(answer, { minLength: 1, maxLength: 3 }),
		jobs: fc.array(job, { maxLength: 3 }),
		submits: steps,
		checks: steps,
		inputs: steps,
		results: steps,
		stores: fc.array(rarely(3, fc.constantFrom('full', 'slow', 'odd')), { maxLength: 2 }),
	});

export const histories = (courses: readonly Course[]): fc.Arbitrary<History> =>
	fc.constantFrom(...courses).chain((course) => {
		const answer = fc.constantFrom(
			...(course.answers.length > 0 ? course.answers : (['queued'] as const)),
		);
		return fc.record({
			course: fc.constant(course),
			onError: fc.constantFrom('continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'),
			maxConcurrency: fc.constantFrom(5, 1, 2, 3),
			inputSource: fc.constantFrom('binary', 'url'),
			stopAfterMs: rarely(6, weighted([3, fc.nat(3000)], [2, fc.nat(15_000)])),
			chance: fc.nat(),
			items: fc.array(planOf(answer), { minLength: 1, maxLength: 10 }),
		});
	});
