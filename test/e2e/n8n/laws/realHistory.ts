import fc from 'fast-check';
import { NEVER_SENT } from '../../../laws/checker/facts';
import { coursesOf } from '../../../laws/histories/courses';
import { histories, type History } from '../../../laws/histories/history';

/** What a simulation can wait for, and people can't, in the units that it has there. */
const LONGEST: Readonly<Record<string, number>> = {
	timeout: 12,
	retryAfterS: 5,
	latencyMs: 9000,
	beginsAfterMs: 5000,
};
const MOST_ITEMS = 8;

/**
 * The history of a seed, shorter, and without what only a simulated n8n can do.
 *
 * @param nodes their names
 */
export function realHistory(seed: number, nodes: readonly string[]): History {
	const [drawn] = fc.sample(histories(coursesOf(nodes)), { seed, numRuns: 1 });
	return JSON.parse(JSON.stringify(drawn), (key, value) => {
		if (key === 'hasCredential') return true;
		if (key === 'stores') return [];
		if (key === 'items') return value.slice(0, MOST_ITEMS);
		if (key === 'readFault') return undefined;
		// A host can't be away for one request, but refuse it.
		if (key === 'fault' && NEVER_SENT.includes(value.code)) return { kind: 'status', status: 429 };
		return value > (LONGEST[key] ?? Infinity) ? LONGEST[key] : value;
	});
}
