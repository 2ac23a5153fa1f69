import type { RequestBody } from '../http/body/requestBody';
import { Failure, OutOfTime, sentences } from '../http/failure';
import type { Endpoint } from '../http/gateway';
import { backoffMs, type Fault, type Outcome } from '../http/judge';
import type { PaidRequest } from '../http/ledger';
import type { Watch } from '../http/pace/polling';
import type { Item } from '../items/item';
import { readWebhookUrl } from '../items/options';
import { type Answer, type Job, parseAnswer, tookMs } from './answers';
import { type Expected, withStoredFiles } from './results';
import { requestIdIn, statusUrlOf } from './statusUrl';

/** A status check that leaves this soon after the submit may find the job unknown. */
const YOUNG_JOB_MS = 10_000;

/** A paid request, and what its answer must have. */
export interface Order {
	readonly endpoint: Endpoint;
	readonly expected: Expected;
	/** Whether the endpoint queues a job, which can call back and doesn't have to be waited for. */
	readonly isQueued?: true;
	/** Called when the request has its slot, so that only as many files are open as there are slots. */
	prepare(): Promise<RequestBody>;
}

/**
 * Submits, and waits if the answer is a queued job: an answer without a result that names a job, from whichever
 * operation. A job that ends as ERROR wasn't charged. It is submitted again as often as the item's retries allow.
 *
 * @throws Failure if the job fails or doesn't end in time, or if the answer brings nothing.
 */
export async function submitAndWait(item: Item, order: Order): Promise<Answer> {
	return await submitted(item, order, order.isQueued === undefined || item.options.wait);
}

/** As `submitAndWait`, but returns a queued job at once. */
export async function submitOnly(item: Item, order: Order): Promise<Answer> {
	return await submitted(item, order, false);
}

async function submitted(item: Item, order: Order, waits: boolean): Promise<Answer> {
	const { run, limits } = item;
	const { expected } = order;
	for (let attempt = 0; ; attempt += 1) {
		const answer = await submit(item, order);
		const isOpen = isQueued(answer, expected);
		if (isOpen && !waits) return answer;
		const settled = isOpen ? await waitForOwn(item, answer.job, order) : answer;
		if (settled.job?.state !== 'refunded') return succeeded(settled, expected);
		const againAtMs = Date.now() + backoffMs(attempt);
		const latestMs = limits.time.endsAtMs - limits.time.leastMs;
		if (attempt >= limits.retries || againAtMs > latestMs) return succeeded(settled, expected);
		await run.clock.until(() => againAtMs, run.signal);
	}
}

async function submit(item: Item, order: Order): Promise<Answer> {
	const { endpoint, expected, isQueued: callsBack, prepare } = order;
	const webhookUrl = callsBack ? readWebhookUrl(item.parameters) : undefined;
	const headers: Record<string, string> =
		webhookUrl === undefined ? {} : { 'X-Webhook-URL': webhookUrl };
	const submission = { endpoint, headers, prepare };
	return await item.run.gateway.submit<Answer>(item, submission, async (json, paid) => {
		const parsed = parseAnswer(json, expected.mediaField);
		const url = statusUrlOf(item.run.gateway, parsed.job);
		// A relative polling URL would be of no use to the next node.
		const job =
			parsed.job?.pollingUrl === undefined ? parsed.job : { ...parsed.job, pollingUrl: url };
		const answer = { ...parsed, job };
		if (paid !== undefined) {
			const isTaken = answer.id !== undefined || isNews(answer) || expected.isIn(answer);
			if (!isTaken) return nothingIn(answer);
			item.ledger.accept(paid, factsOf(answer, url));
		}
		return { value: await withStoredFiles(item, answer, expected) };
	});
}

/** Whether an answer shows that the request was taken: a link, a text, or a job. */
const isNews = ({ media, description, job }: Answer): boolean =>
	media.length > 0 ||
	description !== undefined ||
	job?.pollingUrl !== undefined ||
	job?.state === 'failed' ||
	job?.state === 'refunded';

const nothingIn = ({ reason }: Answer): Outcome<never> => ({
	fault: {
		cause: 'unreadable',
		failure: new Failure(
			'The answer has neither a result nor a request ID',
			sentences(
				reason === '' ? '' : `The API says: ${reason}`,
				'It is JSON in another form than Pixazo documents. Check the Base URL in the credential',
			),
		),
	},
});

/** What the ledger stores of an answer. */
function factsOf(answer: Answer, pollingUrl: string | undefined): Partial<PaidRequest> {
	const { job, id, media, description } = answer;
	const facts: Partial<PaidRequest> = {
		links: media.flatMap(({ givenLink }) => givenLink ?? []),
	};
	if (id !== undefined) facts.requestId = id;
	if (pollingUrl !== undefined) facts.pollingUrl = pollingUrl;
	if (job !== undefined) facts.status = job.status;
	if (description !== undefined) facts.text = description;
	if (job?.state === 'failed' || job?.state === 'refunded') facts.charge = job.state;
	return facts;
}

/**
 * Checks once, and returns the job in whatever state.
 *
 * @throws Failure if the answer has no job, or a finished job without a result.
 */
export async function checkOnce(item: Item, url: string, expected: Expected): Promise<Answer> {
	const watch = watchUnknown(item, url);
	try {
		const answer = await check(item, url, expected, watch, true);
		const isOpen = answer.job !== undefined && answer.job.state !== 'done';
		return isOpen ? answer : succeeded(answer, expected);
	} finally {
		watch.end();
	}
}

/**
 * Collects a job that was submitted before and may be done already: checks at once, then waits like `submitAndWait`.
 */
export async function collect(item: Item, url: string, expected: Expected): Promise<Answer> {
	return succeeded(await waitFor(item, url, expected, watchUnknown(item, url)), expected);
}

function watchUnknown(item: Item, url: string): Watch {
	item.ledger.adopt({ requestId: requestIdIn(url), pollingUrl: url });
	return item.run.polling.watch(item.options.pollIntervalMs);
}

async function waitForOwn(item: Item, job: Job, { endpoint, expected }: Order): Promise<Answer> {
	const { run, options } = item;
	const url = statusUrlOf(run.gateway, job);
	if (url === undefined) {
		throw new Failure(
			'The job is queued, but its answer has no usable polling URL and no request ID',
			'Ask Pixazo, and give the time of the request.',
		);
	}
	const series = run.gateway.url(endpoint.path);
	return await waitFor(item, url, expected, run.polling.watch(options.pollIntervalMs, series));
}

/** Checks until the job has ended. @throws Failure if that takes longer than the item's time. */
async function waitFor(item: Item, url: string, expected: Expected, watch: Watch): Promise<Answer> {
	const { limits } = item;
	const expectedMs = watch.expectedMs;
	let isKnown = watch.series !== undefined;
	try {
		for (;;) {
			const answer = await check(item, url, expected, watch, !isKnown).catch((error: unknown) =>
				// Why the last check failed matters less than that the job goes on and is paid for.
				error instanceof OutOfTime && isKnown ? error : Promise.reject(error),
			);
			if (answer instanceof OutOfTime) throw stillWaiting(item, answer);
			if (!isWaiting(answer, expected)) {
				const { job } = answer;
				if (job?.state === 'done') {
					const durationMs = tookMs(job);
					logTimes(item, watch, durationMs, expectedMs);
					watch.done(durationMs);
				}
				return answer;
			}
			isKnown = true;
			if ((watch.leftAtMs ?? 0) >= limits.time.lastCheckAtMs) throw stillWaiting(item);
		}
	} finally {
		watch.end();
	}
}

async function check(
	item: Item,
	url: string,
	expected: Expected,
	pace: Watch,
	countsRetries: boolean,
): Promise<Answer> {
	const ageMs = () => (pace.leftAtMs ?? pace.startedAtMs) - pace.startedAtMs;
	const isYoung = () => pace.series !== undefined && ageMs() <= YOUNG_JOB_MS;
	const passes = ({ status }: Fault) => status === 404 && isYoung();
	return await item.run.gateway.check(item, { url, pace, countsRetries, passes }, async (json) => {
		const parsed = parseAnswer(json, expected.mediaField);
		const { current } = item.ledger;
		// An answer to a status check may leave out the request ID and the polling URL. It may have another ID too, which
		// must not hide the one that was charged.
		const isOwn = pace.series !== undefined;
		const given = parsed.job?.requestId;
		const known = current && {
			requestId: (isOwn ? current.requestId : undefined) ?? given ?? current.requestId,
			pollingUrl: current.pollingUrl ?? url,
		};
		const id = known?.requestId ?? parsed.id;
		const answer = { ...parsed, id, job: parsed.job && { ...parsed.job, ...known } };
		if (current !== undefined) Object.assign(current, factsOf(answer, known?.pollingUrl));
		return { value: await withStoredFiles(item, answer, expected) };
	});
}

/** @throws Failure with the API's own reason, if the job failed or the answer brings nothing. */
function succeeded(answer: Answer, expected: Expected): Answer {
	const { job, reason } = answer;
	const why = job?.error ?? reason;
	const because = why === '' ? '' : `: ${why}`;
	if (job?.state === 'refunded') {
		throw new Failure(
			`The job ended as ${job.status}${because}`,
			'This happened at Pixazo and was not charged. Try again later.',
		);
	}
	if (job?.state === 'failed') {
		throw new Failure(
			`The job ended as ${job.status}${because}`,
			'Check the input of this item. Sent again as it is, it would most likely fail again and cost again.',
		);
	}
	if (expected.isIn(answer)) return answer;
	throw new Failure(
		`The answer has ${expected.missing}`,
		sentences(
			reason === '' ? '' : `The API says: ${reason}`,
			'It is JSON in another form than Pixazo documents. If it has a request ID, try Get Status later',
		),
	);
}

type Waiting = Answer & { readonly job: Job };

/** Whether an answer has no result, and names a job that hasn't ended. */
function isQueued(answer: Answer, expected: Expected): answer is Waiting {
	const { job } = answer;
	if (job === undefined || hasResult(answer, expected)) return false;
	if (job.state === 'failed' || job.state === 'refunded') return false;
	if (job.pollingUrl !== undefined) return true;
	// A text result comes with an ID too, but without a status.
	const isResult = job.status === 'UNKNOWN' && expected.isIn(answer);
	return job.requestId !== undefined && job.state === 'waiting' && !isResult;
}

/** After a status check, only the status counts. */
const isWaiting = (answer: Answer, expected: Expected): boolean =>
	!hasResult(answer, expected) && (answer.job === undefined || answer.job.state === 'waiting');

const hasResult = ({ media, description }: Answer, { isText }: Expected): boolean =>
	media.length > 0 || (isText === true && description !== undefined);

/** Logs how well the time of the job was predicted. */
function logTimes(item: Item, watch: Watch, tookMs: number, expectedMs = NaN): void {
	const seconds = (ms: number) => (Number.isNaN(ms) ? 'unknown' : `${(ms / 1000).toFixed(2)} s`);
	const seenMs = Date.now() - watch.startedAtMs;
	const { requestId = '' } = item.ledger.current ?? {};
	item.run.context.logger.debug(
		`Pixazo job ${requestId}: expected after ${seconds(expectedMs)}, done after ${seconds(tookMs)}, seen after ${seconds(seenMs)}`,
	);
}

function stillWaiting({ ledger, limits }: Item, failed?: OutOfTime): Failure {
	const status = ledger.current?.status ?? 'UNKNOWN';
	const last = failed === undefined ? '' : `The last status check failed: ${failed.message}`;
	return new Failure(
		`The job was still ${status} when its time limit of ${limits.time.title} was over`,
		sentences(
			'It goes on at Pixazo and is already paid for. Collect it with "Wait for Result" of the Pixazo node, by its request ID. To wait longer at once, raise "Time Limit" in the options',
			last,
		),
	);
}
