import type { INodeExecutionData } from 'n8n-workflow';
import type { Expectation } from './expectations';
import type { Course, Stage } from './stages';
import type { Observation, Trial } from './stand';

/** An answer that comes at the last moment is still made into an item or an error. */
const GRACE_MS = 1500;

/** What is wrong with an observation, in words; nothing if the contract was kept. */
export function problemsOf(
	course: Course,
	trial: Trial,
	expected: Expectation,
	seen: Observation,
	apiKey: string,
): string[] {
	const { ending, says, charges } = expected;
	const missing = says.filter((word) => !seen.complaint.includes(word));
	const saw = `${seen.ending} after ${seen.tookMs} ms: ${seen.complaint}`;
	const checks: Array<[isRight: boolean, problem: string]> = [
		[seen.ending === ending, `expected ${ending}, saw ${saw}`],
		[missing.length === 0, `does not say ${missing.join(', ')}: ${seen.complaint}`],
		[seen.bill.count === charges, `expected ${charges} charges, saw ${seen.bill.count}`],
		[seen.tookMs < trial.limitS * 1000 + GRACE_MS, `took ${seen.tookMs} ms`],
		[isPaidOnce(seen), 'a paid request was repeated'],
		[!seen.downloads.some(({ keyHeader }) => keyHeader), 'the key went to the media origin'],
		[!seen.stored.includes(apiKey), 'the key is in the run data'],
		...(ending === 'item'
			? [[isWhole(course, seen.item), `not whole: ${JSON.stringify(seen.item?.json)}`] as const]
			: [
					[isClear(seen), `no clear error: ${seen.errorName}: ${seen.complaint}`] as const,
					[namesPaidWork(trial.stage, seen), `paid work is not named: ${seen.complaint}`] as const,
				]
		).map(([isRight, problem]): [boolean, string] => [isRight, problem]),
	];
	return checks.flatMap(([isRight, problem]) => (isRight ? [] : `${course.title}: ${problem}`));
}

/** Only what the gateway said it would not take may be sent again, and what it gave the money back for. */
function isPaidOnce({ requests, bill }: Observation): boolean {
	const sent = requests.filter(({ method }) => method === 'POST');
	const maybeTaken = sent.filter(({ status }) => status !== 429 && status !== 503);
	return maybeTaken.length <= Math.max(1, bill.count + bill.refunded);
}

const isClear = ({ errorName, complaint }: Observation): boolean =>
	/^Node(Api|Operation)Error$/.test(errorName ?? '') &&
	complaint.includes('[item 0]') &&
	/\n\w+ "?\w+/.test(complaint);

/** What was charged and is not in the item can be fetched with what the error names: a request ID, or a result link. */
function namesPaidWork(stage: Stage, { bill, complaint }: Observation): boolean {
	if (stage === 'submit' || bill.count === 0) return true;
	const isNamed = bill.requestIds.every((id) => complaint.includes(id));
	return isNamed && (stage === 'lookUp' || complaint.includes('http://127.0.0.1:'));
}

/** Whether all came out that the operation is to bring. */
function isWhole({ operation }: Course, item: INodeExecutionData | undefined): boolean {
	const { json = {}, binary } = item ?? {};
	if (operation === 'describe') return typeof json.description === 'string';
	if (operation === 'submit') return typeof json.polling_url === 'string';
	const isLookedAtOnce = operation === 'getStatus' && json.status !== 'COMPLETED';
	return isLookedAtOnce ? typeof json.status === 'string' : binary?.data !== undefined;
}
