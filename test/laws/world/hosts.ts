import type { ResultLink, Said, SentRequest } from '../checker/evidence';
import { imageFile, itemIn } from './files';
import { type Arrival, coded, type HostAnswer, type Reaction } from './network';
import type { AnswerShape, Fault, ItemPlan, JobPlan, Step } from './plan';

export const GATEWAY = 'https://gateway.example';
export const API_KEY = 'the key of the simulation';
const ELSEWHERE = 'https://status.example';
const STATUS_PATH = '/v2/requests/status/';
export const photoUrl = (host: number, item: number): string =>
	`https://photos-${host}.example/item-${item}.png`;

interface Job {
	readonly id: string;
	readonly item: number;
	readonly acceptedAtMs: number;
	readonly plan: JobPlan;
	readonly links: readonly ResultLink[];
	/** What it describes, if it makes no image. */
	readonly text?: string | undefined;
}

const ORDINARY_JOB: JobPlan = { durationMs: 2000, end: 'list', clockSkewMs: 0 };
const ORDINARY_STEP: Step = { latencyMs: 20 };
/** Longer than what people show of a link, as signed ones are. */
const SIGNATURE = `Expires=1900000000&Signature=${'0123456789abcdef'.repeat(16)}`;

/** The gateway, the hosts of results and of inputs, and one that serves statuses elsewhere: each item fares as its plan says. */
export class Hosts {
	private readonly jobs = new Map<string, Job>();
	private readonly counts = new Map<string, number>();
	private files = 0;

	constructor(
		private readonly clock: { readonly now: number },
		private readonly plans: readonly ItemPlan[],
	) {}

	/** A job that was submitted before the execution began. */
	earlierJob(item: number): { id: string; url: string } {
		const { id } = this.accept(item);
		return { id, url: GATEWAY + STATUS_PATH + id };
	}

	readonly receive = (arrival: Arrival): Reaction => {
		const { url, method, content } = arrival;
		if (url.origin === GATEWAY && method === 'POST') return this.submitted(itemIn(content));
		const last = url.pathname.split('/').at(-1) ?? '';
		if (url.origin === ELSEWHERE || url.pathname.startsWith(STATUS_PATH)) return this.asked(last);
		if (url.hostname.startsWith('elsewhere')) return LOGIN_PAGE;
		const item = itemIn(url.pathname);
		const isInput = url.hostname.startsWith('photos');
		const { afterMs, fault } = this.next(isInput ? 'input' : 'result', item);
		const bytes = imageFile(last.replace('.png', ''));
		const file: HostAnswer = {
			status: 200,
			headers: { 'content-type': 'image/png' },
			bytes,
			says: { format: 'image' },
		};
		return {
			ledger: { kind: isInput ? 'input' : 'result', item, isTaken: false },
			afterMs,
			does: struck(fault, file, item),
		};
	};

	private submitted(item: number): Reaction {
		const { afterMs, fault, count } = this.next('paid', item);
		const isTaken = fault === undefined || fault.kind === 'drip' || fault.isTaken === true;
		const shape = this.plans[item]?.answers[count] ?? this.plans[item]?.answers[0] ?? 'queued';
		const answer = isTaken ? this.taken(item, shape) : json({}, {});
		return { ledger: { kind: 'paid', item, isTaken }, afterMs, does: struck(fault, answer, item) };
	}

	private asked(id: string): Reaction {
		const job = this.jobs.get(id);
		const item = job?.item ?? -1;
		const { afterMs, fault } = this.next('check', item);
		const answer = job
			? this.statusOf(job, afterMs)
			: json({ message: 'No such request' }, {}, 404);
		return {
			ledger: { kind: 'check', item, isTaken: false },
			afterMs,
			does: struck(fault, answer, item),
		};
	}

	private next(kind: SentRequest['kind'], item: number) {
		const count = this.counts.get(`${kind} ${item}`) ?? 0;
		this.counts.set(`${kind} ${item}`, count + 1);
		const plan = this.plans[item];
		const steps = {
			paid: plan?.submits,
			check: plan?.checks,
			input: plan?.inputs,
			result: plan?.results,
		};
		const { latencyMs, fault } = steps[kind]?.[count] ?? ORDINARY_STEP;
		return { afterMs: latencyMs, fault, count };
	}

	private accept(item: number, text?: string): Job {
		const nth = this.counts.get(`job ${item}`) ?? 0;
		this.counts.set(`job ${item}`, nth + 1);
		const plan = this.plans[item]?.jobs[nth] ?? ORDINARY_JOB;
		const id = `job-${this.jobs.size + 1}-item-${item}`;
		const links = text === undefined ? [this.link(item, plan.end === 'dataUri')] : [];
		const job = { id, item, acceptedAtMs: this.clock.now, plan, links, text };
		this.jobs.set(id, job);
		return job;
	}

	private link(item: number, isInside = false): ResultLink {
		this.files += 1;
		const file = `file-${this.files}-item-${item}`;
		if (isInside) return { file };
		return { file, url: `https://media-${item % 2}.example/results/${file}.png?${SIGNATURE}` };
	}

	private taken(item: number, shape: AnswerShape): HostAnswer {
		const made = (links: readonly ResultLink[], name = 'url') => {
			const data = links.map((link) => ({ [name]: urlOf(link), is_image_safe: true, seed: 7 }));
			return json({ created: '2026-11-25T12:00:00Z', data }, { links });
		};
		const text = `What is on the photo of item-${item}, by request ${this.counts.get(`paid ${item}`)}`;
		const described = { data: { description: text } };
		const queued = (more: object, status = 'QUEUED') => {
			const { id } = job;
			return json({ request_id: id, status, ...more }, { id, status });
		};
		if (shape === 'output') {
			const link = this.link(item);
			return json({ output: link.url }, { links: [link] });
		}
		if (shape === 'image') return made([this.link(item)]);
		if (shape === 'twoImages') return made([this.link(item), this.link(item)]);
		if (shape === 'imageUrl') return made([this.link(item)], 'image_url');
		if (shape === 'editedImage') return made([this.link(item)], 'edited_image');
		if (shape === 'dataUri') return made([this.link(item, true)]);
		if (shape === 'heldBack')
			return json({ data: [{ is_image_safe: false }] }, { isHeldBack: true });
		if (shape === 'description') return json(described, { text });
		if (shape === 'empty') return json({}, {});
		const job = this.accept(item, shape === 'queuedDescription' ? text : undefined);
		const status_url = STATUS_PATH + job.id;
		const id = job.id;
		switch (shape) {
			case 'describedJob':
				return json(
					{ request_id: id, status: 'COMPLETED', ...described },
					{ id, status: 'COMPLETED', text },
				);
			case 'queuedAtRelativeUrl':
				return queued({ polling_url: status_url });
			case 'queuedElsewhere':
				return queued({ polling_url: `${ELSEWHERE}/jobs/${id}` });
			case 'queuedWithoutUrl':
				return queued({ message: 'Accepted' }, 'IN_QUEUE');
			case 'completed':
				return this.ended(job);
			case 'failed':
				return queued({ error: 'No subject found' }, 'FAILED');
			case 'refunded':
				return queued({ error: 'Worker lost' }, 'ERROR');
			case 'onlyId':
				return json({ request_id: id }, { id });
			case 'queued':
			case 'queuedDescription':
				return queued({ polling_url: GATEWAY + status_url });
		}
	}

	private statusOf(job: Job, afterMs: number): HostAnswer {
		const { id, plan, acceptedAtMs } = job;
		const ageMs = this.clock.now + afterMs - acceptedAtMs;
		if (ageMs >= plan.durationMs) return this.ended(job);
		const status = ageMs < plan.durationMs / 4 ? 'QUEUED' : 'processing';
		return json({ request_id: id, status }, { id, status: status.toUpperCase() });
	}

	private ended({ id, plan, acceptedAtMs, links, text }: Job): HostAnswer {
		const at = (ms: number) => new Date(ms).toISOString();
		const times = {
			created_at: at(acceptedAtMs + plan.clockSkewMs),
			completed_at: at(acceptedAtMs + plan.durationMs),
		};
		const status = JOB_ENDS[plan.end] ?? 'COMPLETED';
		const urls = links.map(urlOf);
		const results: Partial<Record<JobPlan['end'], object>> = {
			list: { output: { media_url: urls, media_type: 'image/png' } },
			dataUri: { output: { media_url: urls } },
			text: { output: { media_url: urls[0], media_type: 'application/octet-stream' } },
			images: { images: urls.map((url) => ({ url, content_type: 'image/png' })), description: '' },
		};
		const made = results[plan.end];
		const described = text === undefined ? made : { data: { description: text } };
		const result = made ? described : { output: null, error: 'A reason' };
		const said = made ? { links, text } : {};
		return json({ request_id: id, status, ...times, ...result }, { id, status, ...said });
	}
}

const JOB_ENDS: Partial<Record<JobPlan['end'], string>> = {
	failed: 'FAILED',
	refunded: 'ERROR',
	canceled: 'CANCELLED',
};

const urlOf = ({ url, file }: ResultLink): string =>
	url ?? `data:image/png;base64,${imageFile(file).toString('base64')}`;

function json(content: object, said: Omit<Said, 'format'>, status = 200): HostAnswer {
	const headers = { 'content-type': 'application/json' };
	const bytes = Buffer.from(JSON.stringify(content));
	return { status, headers, bytes, says: { format: 'json', ...said } };
}

const PAGE = Buffer.from('<!doctype html><title>Just a moment...</title>');

/** Where redirects lead. */
const LOGIN_PAGE: Reaction = {
	ledger: { kind: 'check', item: -1, isTaken: false },
	afterMs: 20,
	does: { status: 200, headers: {}, bytes: PAGE, says: { format: 'page' } },
};

/** What is left of an answer when something befalls it. */
function struck(fault: Fault | undefined, answer: HostAnswer, item: number): Reaction['does'] {
	switch (fault?.kind) {
		case undefined:
			return answer;
		case 'error':
			return fault.code === undefined
				? new TypeError('Cannot read properties of undefined')
				: coded(`connect ${fault.code}`, fault.code);
		case 'hang':
			return 'hang';
		case 'cut':
			return { ...answer, isCut: true };
		case 'drip':
			return { ...answer, dripMs: fault.everyMs };
		case 'garbage':
			return { ...answer, bytes: Buffer.from('OK'), says: { format: 'other' } };
		case 'status':
			return refusal(fault, answer, item);
	}
}

function refusal(fault: Fault & { kind: 'status' }, answer: HostAnswer, item: number): HostAnswer {
	const { status, retryAfterS, isPage } = fault;
	const headers: Record<string, string> = {};
	if (retryAfterS !== undefined) headers['retry-after'] = String(retryAfterS);
	if (status > 300 && status < 399)
		headers.location = `https://elsewhere.example/login/item-${item}`;
	if (status === 206) {
		const half = answer.bytes.subarray(0, answer.bytes.length / 2);
		return { ...answer, status, bytes: half, says: { format: 'other' } };
	}
	if (isPage) return { status, headers, bytes: PAGE, says: { format: 'page' } };
	return { ...json({ error: 'Refused', message: `Not with ${API_KEY}` }, {}, status), headers };
}
