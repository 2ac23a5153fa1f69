import { Failure } from '../../../../nodes/shared/http/failure';
import {
	backoffMs,
	type Cost,
	type Fault,
	mayBeCharged,
	mayRepeat,
	type Outcome,
	retryAfterMsOf,
	type Terms,
	withRetries,
} from '../../../../nodes/shared/http/retry';
import { Slots } from '../../../../nodes/shared/http/slots';
import { TimeLimit } from '../../../../nodes/shared/http/waiting';

const failure = new Failure('It failed', 'Try again.');
const fault = (more: Partial<Fault>): Fault => ({ failure, ...more });

const BEFORE_SENDING = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
const UNDERWAY = ['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'TIMEOUT', 'UNKNOWN'];

describe('what may be sent again', () => {
	test.each([...[200, 302, 400, 401, 402, 403, 404, 410, 413].map((status) => ({ status })), {}])(
		'%p: never',
		(more) => {
			expect(mayRepeat(fault(more), 'free')).toBe(false);
			expect(mayRepeat(fault(more), 'paid')).toBe(false);
		},
	);

	test.each([
		{ status: 429 },
		{ status: 429, retryAfterMs: 1000 },
		{ status: 503, retryAfterMs: 0 },
		...BEFORE_SENDING.map((code) => ({ code })),
	])('%p: always, for the gateway cannot have taken it', (more) => {
		expect(mayRepeat(fault(more), 'free')).toBe(true);
		expect(mayRepeat(fault(more), 'paid')).toBe(true);
		expect(mayBeCharged(fault(more))).toBe(false);
	});

	test.each([
		...[408, 500, 502, 503, 504, 520].map((status) => ({ status })),
		{ status: 500, retryAfterMs: 1000 },
		...UNDERWAY.map((code) => ({ code })),
	])('%p: only what is free, for the gateway may have taken it', (more) => {
		expect(mayRepeat(fault(more), 'free')).toBe(true);
		expect(mayRepeat(fault(more), 'paid')).toBe(false);
		expect(mayBeCharged(fault(more))).toBe(true);
	});

	test('an answer that cannot be read may have been charged, a refusal not', () => {
		expect(mayBeCharged(fault({}))).toBe(true);
		expect(mayBeCharged(fault({ status: 400 }))).toBe(false);
		expect(mayBeCharged(fault({ status: 401 }))).toBe(false);
	});
});

describe('the wait before sending again', () => {
	const atMost = () => 1;
	const atLeast = () => 0;

	test('doubles from half a second to half a minute, with jitter down to nothing', () => {
		const ceilings = [0, 1, 2, 3, 6, 9, 100].map((attempt) => backoffMs(attempt, 0, atMost));
		expect(ceilings).toEqual([500, 1000, 2000, 4000, 30_000, 30_000, 30_000]);
		expect(backoffMs(5, 0, atLeast)).toBe(0);
	});

	test('is never less than Retry-After', () => {
		expect(backoffMs(0, 7000, atLeast)).toBe(7000);
		expect(backoffMs(0, 7000, atMost)).toBe(7500);
	});

	test.each([
		['3', 3000],
		['0', 0],
		['1.5', 1500],
		['-1', 0],
		[undefined, undefined],
		['', undefined],
		[' ', undefined],
		['soon', undefined],
	])('takes Retry-After %p for %p ms', (header, expected) => {
		expect(retryAfterMsOf(header)).toBe(expected);
	});

	test('takes Retry-After for a date', () => {
		const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
		expect(retryAfterMsOf(inTwoMinutes)).toBeGreaterThan(118_000);
		expect(retryAfterMsOf(inTwoMinutes)).toBeLessThanOrEqual(120_000);
		expect(retryAfterMsOf('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
	});
});

describe('sending until there is a value', () => {
	beforeEach(() => {
		jest.useFakeTimers();
		jest.spyOn(Math, 'random').mockReturnValue(1);
	});
	afterEach(() => {
		jest.restoreAllMocks();
		jest.useRealTimers();
	});

	const { signal } = new AbortController();

	/** Sends what is prepared; each outcome once, and the last one from then on. */
	function run(outcomes: Array<Outcome<string>>, cost: Cost, more: Partial<Terms> = {}) {
		const slots = new Slots(5, signal);
		const limit = new TimeLimit(300_000);
		limit.start();
		let sent = 0;
		const send = async () => {
			const outcome = outcomes[Math.min(sent, outcomes.length - 1)];
			sent += 1;
			if (outcome === undefined) throw new RangeError('no outcome was prepared');
			return outcome;
		};
		const terms: Terms = { retries: 3, limit, signal, cancelSignal: signal, slots, ...more };
		const startedAtMs = Date.now();
		const ended = withRetries(send, cost, terms).then(
			(value) => ({ value, sent, afterMs: Date.now() - startedAtMs }),
			(error: unknown) => ({ error, sent, afterMs: Date.now() - startedAtMs }),
		);
		return { ended, slots };
	}

	const value: Outcome<string> = { value: 'done' };
	const failing = (more: Partial<Fault>): Outcome<string> => ({ fault: fault(more) });

	test('at once, if the first brings it', async () => {
		await expect(run([value], 'paid').ended).resolves.toEqual({
			value: 'done',
			sent: 1,
			afterMs: 0,
		});
	});

	test('with growing waits after what may pass', async () => {
		const { ended } = run([failing({ status: 500 }), failing({ code: 'TIMEOUT' }), value], 'free');
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await ended).toEqual({ value: 'done', sent: 3, afterMs: 1500 });
	});

	test('no more often than it may, and then fails as the last one did', async () => {
		const { ended } = run([failing({ status: 503 })], 'free', { retries: 2 });
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await ended).toMatchObject({ error: failure, sent: 3 });
	});

	test('once only, if it may have been taken and is paid', async () => {
		expect(await run([failing({ status: 500 }), value], 'paid').ended).toMatchObject({
			error: failure,
			sent: 1,
		});
	});

	test('waits as long as Retry-After says', async () => {
		const { ended } = run([failing({ status: 429, retryAfterMs: 9000 }), value], 'paid');
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await ended).toMatchObject({ value: 'done', afterMs: 9500 });
	});

	test('does not wait for what comes after the time limit', async () => {
		const limit = new TimeLimit(5000);
		limit.start();
		const { ended } = run([failing({ status: 429, retryAfterMs: 9000 }), value], 'paid', { limit });
		expect(await ended).toMatchObject({ error: failure, sent: 1, afterMs: 0 });
	});

	test('a limit for one is a pause for all', async () => {
		const { ended, slots } = run([failing({ status: 429, retryAfterMs: 4000 }), value], 'free');
		const startedAtMs = Date.now();
		await jest.advanceTimersByTimeAsync(1);
		const other = slots.use(async () => Date.now() - startedAtMs);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await other).toBeGreaterThanOrEqual(4000);
		await ended;
	});

	test('stops waiting within a tenth of a second when the run is stopped', async () => {
		const stop = new AbortController();
		const { ended } = run([failing({ status: 500 }), value], 'free', { signal: stop.signal });
		await jest.advanceTimersByTimeAsync(50);
		stop.abort();
		await jest.advanceTimersByTimeAsync(100);
		expect(await ended).toMatchObject({
			error: { message: expect.stringContaining('stopped') },
			sent: 1,
		});
	});
});
