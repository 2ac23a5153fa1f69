import type { Evidence, SentRequest } from '../checker/evidence';

/** What happened in an execution, for people: the settings, every request in its order, and what came out. */
export function timeline(evidence: Evidence): string {
	const { startedAtMs, items, requests, log, output, error, stoppedAtMs, endedAtMs } = evidence;
	const at = (ms: number) => ((ms - startedAtMs) / 1000).toFixed(3).padStart(8);
	const outcome = ({ answer, failure, isTaken, isGivenUp, closedAtMs }: SentRequest) =>
		[
			answer && `${answer.status} ${JSON.stringify(answer.says)}`,
			answer?.retryAfterMs !== undefined && `Retry-After ${answer.retryAfterMs / 1000} s`,
			failure && (failure.code ?? (failure.isUnsent ? 'not sent' : 'n8n threw something')),
			isTaken && 'taken',
			isGivenUp && 'given up',
			closedAtMs === undefined ? 'never closed' : `closed at${at(closedAtMs)}`,
		]
			.filter(Boolean)
			.join(', ');
	const events: Array<readonly [ms: number, text: string]> = [
		...requests.map((request) => {
			const { atMs, kind, item, url } = request;
			return [atMs, `item ${item} ${kind} ${url.slice(0, 90)}: ${outcome(request)}`] as const;
		}),
		...log.map(({ atMs, level, text }) => [atMs, `log ${level}: ${text}`] as const),
		...(stoppedAtMs === undefined ? [] : [[stoppedAtMs, 'Stop'] as const]),
		[endedAtMs, error ? `thrown for item ${error.item}: ${error.text}` : 'the node returned'],
	];
	return [
		`${evidence.onError}, Max Concurrency ${evidence.maxConcurrency}`,
		...items.map((terms, index) => `item ${index}: ${JSON.stringify(terms)}`),
		...events.toSorted(([a], [b]) => a - b).map(([ms, text]) => `${at(ms)} ${text}`),
		...(output ?? []).map(({ json, files }, index) => `out ${index}: ${json} ${files.join(' ')}`),
	].join('\n');
}
