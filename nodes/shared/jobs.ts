import { type Answer, type Job, parseAnswer } from './answers';
import { Failure } from './http/failure';
import type { Item } from './item';
import { parseWebUrl, shownLink } from './media/links';
import type { RequestBody } from './http/requestBody';
import { backoffMs } from './http/retry';
import { waitUntil } from './http/waiting';

/** The statuses that do not change any more (Remove Background, "Status Values"). */
const SETTLED = ['COMPLETED', 'FAILED', 'ERROR'];

/**
 * Sends a paid request in a slot. The body is prepared there too, so that no more files are open than slots are held.
 * The answer is noted on the item, for it is paid for from here on.
 */
export async function submit(
	item: Item,
	path: string,
	prepare: () => Promise<RequestBody>,
): Promise<Answer> {
	const { run } = item;
	return await item.inSlot(async () => {
		const answer = noted(item, await run.gateway.submit(item.terms, path, await prepare()));
		if (answer.job) writeDown(item, answer.job);
		return answer;
	});
}

/** An n8n that is killed while it waits keeps nothing of the node's work but its log: so the request is named there at once. */
function writeDown({ run, index }: Item, { requestId, pollingUrl }: Job): void {
	const { context, gateway } = run;
	const { name } = context.getNode();
	const facts = {
		requestId,
		pollingUrl,
		node: name,
		item: index,
		executionId: context.getExecutionId(),
	};
	const message = `Pixazo accepted request ${requestId} (item ${index} of node "${name}")`;
	context.logger.info(gateway.withoutKey(message), facts);
}

/**
 * Submits, and waits if the answer is a queued job: whichever operation it came from, an answer with a polling URL and no
 * result is one. A job that ends in ERROR was not charged and is submitted again, as often as the item's retries say.
 *
 * @throws Failure if the job ends in FAILED or ERROR, or not within the item's time.
 */
export async function submitAndWait(
	item: Item,
	path: string,
	prepare: () => Promise<RequestBody>,
): Promise<Answer> {
	for (let attempt = 0; ; attempt += 1) {
		const answer = await submit(item, path, prepare);
		const settled = isWaiting(answer) ? await waitFor(item, pollingUrlOf(answer.job)) : answer;
		const againAtMs = Date.now() + backoffMs(attempt);
		const isLast = attempt >= item.options.retries || againAtMs >= item.limit.endsAtMs;
		if (settled.job?.status !== 'ERROR' || isLast) return succeeded(settled);
		await waitUntil(againAtMs, item.run.signal);
	}
}

/** Looks once, and reports whatever it sees. */
export async function lookUp(item: Item, url: string): Promise<Answer> {
	const { run } = item;
	item.job ??= jobAt(url);
	return await item.inSlot(async () => noted(item, await run.gateway.lookUp(item.terms, url), url));
}

/** What is known of a job before it was looked at: the last part of its polling URL is its request ID. */
const jobAt = (pollingUrl: string): Job => ({
	requestId: new URL(pollingUrl).pathname.split('/').at(-1),
	status: 'UNKNOWN',
	pollingUrl,
	error: undefined,
	modelId: undefined,
	createdAt: undefined,
	updatedAt: undefined,
	completedAt: undefined,
});

/** Collects a job submitted before, which may be done long since: looks at once, then waits as `submitAndWait` does. */
export async function collect(item: Item, url: string): Promise<Answer> {
	const answer = await lookUp(item, url);
	return succeeded(isWaiting(answer) ? await waitFor(item, url) : answer);
}

/** Waits until the job at a polling URL has settled. @throws Failure if that takes longer than the item's time. */
async function waitFor(item: Item, url: string): Promise<Answer> {
	const { run, options, limit } = item;
	const poll = {
		look: async () => await lookUp(item, url),
		isSettled: (seen: Answer) => !isWaiting(seen),
		durationMs: ({ job }: Answer) => (job?.status === 'COMPLETED' ? durationMs(job) : undefined),
		intervalMs: options.pollIntervalMs,
		endsAtMs: limit.endsAtMs,
	};
	// What broke the last look matters less than that the job goes on and is paid for.
	const answer = await run.polling.until(poll).catch((error: unknown) => {
		const isOver = Date.now() >= limit.endsAtMs && !run.signal.aborted;
		return isOver ? undefined : Promise.reject(error);
	});
	if (answer === undefined || isWaiting(answer)) throw stillWaiting(item);
	return answer;
}

/** @throws Failure with the API's own reason, if the job failed. */
export function succeeded(answer: Answer): Answer {
	const { job } = answer;
	if (job?.status !== 'FAILED' && job?.status !== 'ERROR') return answer;
	const reason = job.error === undefined ? '' : `: ${job.error}`;
	throw new Failure(
		`The request ended as ${job.status}${reason}`,
		job.status === 'ERROR'
			? 'This is a fault at Pixazo and was not charged. Try again later.'
			: 'Check the input of this item. Sent again as it is, it would most likely fail again and cost again.',
	);
}

type Waiting = Answer & { readonly job: Job };

const isWaiting = (answer: Answer): answer is Waiting =>
	answer.job !== undefined && answer.images.length === 0 && !SETTLED.includes(answer.job.status);

/** The vendor asks not to construct the URL (Notes & Tips), so a job without one is left for the user to collect. */
function pollingUrlOf({ pollingUrl }: Job): string {
	const url = pollingUrl === undefined ? undefined : parseWebUrl(pollingUrl);
	if (url) return url.href;
	const given = pollingUrl === undefined ? '' : ` It is: ${shownLink(pollingUrl)}`;
	throw new Failure(
		'The request is queued, but its answer has no usable polling URL',
		`Collect the result with the operation Wait for Result of Remove Background, by the request ID.${given}`,
	);
}

/** Parses an answer and notes on the item what is being paid for. A look-up does not repeat the URL that it was made at. */
function noted(item: Item, json: unknown, pollingUrl?: string): Answer {
	const parsed = parseAnswer(json);
	const job = parsed.job && {
		...parsed.job,
		requestId: parsed.job.requestId ?? item.job?.requestId,
		pollingUrl: parsed.job.pollingUrl ?? pollingUrl,
	};
	item.job = job ?? item.job;
	item.images = parsed.images;
	return { ...parsed, job };
}

function durationMs({ createdAt, completedAt }: Job): number {
	return Date.parse(completedAt ?? '') - Date.parse(createdAt ?? '');
}

function stillWaiting({ job, limit }: Item): Failure {
	return new Failure(
		`The request was still ${job?.status ?? 'unknown'} when its time of ${limit.title} was over`,
		'It goes on at Pixazo and is paid for: collect it with the operation Wait for Result of Remove Background, by its request ID. To wait longer at once, raise "Time Limit" in the options.',
	);
}
