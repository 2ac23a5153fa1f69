import { Failure } from '../../../../nodes/shared/http/failure';
import {
	backoffMs,
	type Fault,
	mayBeCharged,
	maySendAgain,
	retryAfterMsOf,
} from '../../../../nodes/shared/http/judge';

const faultOf = (facts: Omit<Fault, 'failure'>): Fault => ({
	...facts,
	failure: new Failure('', ''),
});
const status = (code: number, more: Partial<Fault> = {}) =>
	faultOf({ cause: 'status', status: code, ...more });
const TOLD = { retryAfterMs: 0 };
const PAGE = { isWebPage: true };

type Row = [what: string, Fault, paidAgain: boolean, freeAgain: boolean, mayBeCharged: boolean];

test.each<Row>([
	['a redirect', status(302), false, false, false],
	['a bad request', status(400), false, false, false],
	['a key that is not accepted', status(401), false, false, false],
	['a refusal', status(403), false, false, false],
	['a web page that refuses', status(403, PAGE), false, true, false],
	['a missing page', status(404, PAGE), false, false, false],
	['a timeout of the gateway', status(408), false, true, true],
	['a limit', status(429), true, true, false],
	['a limit that says when', status(429, TOLD), true, true, false],
	['a failed gateway', status(500), false, true, true],
	['a failed gateway that says when', status(500, TOLD), false, true, true],
	['an overloaded gateway', status(503), false, true, true],
	['an overloaded gateway that says when', status(503, TOLD), true, true, false],
	['nobody there', faultOf({ cause: 'unreachable' }), true, true, false],
	['a certificate', faultOf({ cause: 'unsent' }), false, false, false],
	['a broken connection', faultOf({ cause: 'broken' }), false, true, true],
	['no JSON', faultOf({ cause: 'unreadable', status: 200 }), false, true, true],
	['a file that cannot be stored', faultOf({ cause: 'unusable' }), false, false, true],
])(
	'after %s, sends again and counts as charged as it should',
	(_what, fault, paid, free, doubt) => {
		expect(maySendAgain('paid', fault)).toBe(paid);
		for (const kind of ['input', 'result', 'check'] as const) {
			expect([kind, maySendAgain(kind, fault)]).toEqual([kind, free]);
		}
		expect(mayBeCharged(fault)).toBe(doubt);
		expect(paid && doubt).toBe(false);
	},
);

test('back-off grows with each attempt up to 30 s, and a Retry-After is its least', () => {
	jest.spyOn(Math, 'random').mockReturnValue(1);
	const waits = [0, 1, 2, 3, 6, 100].map((attempt) => backoffMs(attempt));
	expect(waits).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
	expect(backoffMs(0, 7000)).toBe(7500);
	jest.spyOn(Math, 'random').mockReturnValue(0);
	expect([backoffMs(3), backoffMs(3, 7000)]).toEqual([0, 7000]);
	jest.restoreAllMocks();
});

test.each([
	['5', 5000],
	['0', 0],
	['1.5', 1500],
	['-3', 0],
	[new Date(1_800_000_009_000).toUTCString(), 9000],
	[new Date(1_700_000_000_000).toUTCString(), 0],
	['soon', undefined],
	[' ', undefined],
	[undefined, undefined],
])('Retry-After %p means %p ms', (header, expected) => {
	jest.useFakeTimers({ now: 1_800_000_000_000 });
	expect(retryAfterMsOf(header)).toBe(expected);
	jest.useRealTimers();
});
