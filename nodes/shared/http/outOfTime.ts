import type { TimeLimit } from './clock';
import { type Failure, OutOfTime, sentences } from './failure';
import type { Kind } from './judge';

export const RAISE_TIME_LIMIT = 'Raise "Time Limit" in the options';

/**
 * Why a request wasn't sent in its item's time.
 *
 * @param pausedMs how much longer its lane is paused. Not positive if it isn't.
 * @param failed why the attempt before failed.
 */
export function outOfTime(
	time: TimeLimit,
	kind: Kind,
	pausedMs: number,
	failed: Failure | undefined,
): OutOfTime {
	if (failed !== undefined) {
		const advice = failed.description.includes(RAISE_TIME_LIMIT)
			? ''
			: `${RAISE_TIME_LIMIT}, or try again later`;
		const left = `There was no time for another try within ${time.title}`;
		const description = sentences(failed.description, left, advice);
		return new OutOfTime(failed.message, description, failed.httpCode);
	}
	if (pausedMs > 0) {
		const host = kind === 'paid' || kind === 'check' ? 'gateway' : 'host of the file';
		return new OutOfTime(
			`The ${host} is limiting requests for another ${Math.ceil(pausedMs / 1000)} s`,
			`That is longer than the time limit of ${time.title} allows, so the request was not sent. Try again later, or raise "Time Limit" in the options.`,
		);
	}
	const what = kind === 'paid' ? 'send the paid request' : `fetch the ${kind}`;
	const least = kind === 'result' ? '' : `At least ${time.leastMs / 1000} s are needed`;
	return new OutOfTime(
		`The time limit of ${time.title} left too little time to ${what}`,
		sentences(least, RAISE_TIME_LIMIT),
	);
}
