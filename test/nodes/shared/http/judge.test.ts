import { backoffMs, retryAfterMsOf } from '../../../../nodes/shared/http/judge';

test('back-off grows with each attempt up to 30 s, and a Retry-After is its least', () => {
	vi.spyOn(Math, 'random').mockReturnValue(1);
	const waits = [0, 1, 2, 3, 6, 100].map((attempt) => backoffMs(attempt));
	expect(waits).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
	expect(backoffMs(0, 7000)).toBe(7500);
	vi.spyOn(Math, 'random').mockReturnValue(0);
	expect([backoffMs(3), backoffMs(3, 7000)]).toEqual([0, 7000]);
	vi.restoreAllMocks();
});

test.each([
	['5', 5000],
	['0', 0],
	['1.5', 1500],
	['-3', undefined],
	['1e400', undefined],
	[new Date(1_800_000_009_000).toUTCString(), 9000],
	[new Date(1_700_000_000_000).toUTCString(), 0],
	['soon', undefined],
	[' ', undefined],
	[undefined, undefined],
])('Retry-After %j means %j ms', (header, expected) => {
	vi.useFakeTimers({ now: 1_800_000_000_000 });
	expect(retryAfterMsOf(header)).toBe(expected);
	vi.useRealTimers();
});
