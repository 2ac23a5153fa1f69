import { randomBytes } from 'node:crypto';
import { chanceOf } from './chance';
import type { JobEnding } from './faults';
import type { Settings } from './settings';

export interface JobOutput {
	readonly media_url: readonly string[];
	readonly media_type: string;
}

/** The answer to a look-up, in the API's form. */
export interface JobView {
	readonly request_id: string;
	readonly status: string;
	readonly model_id: string;
	readonly error: string | null;
	readonly output: JobOutput | null;
	readonly created_at: string;
	readonly updated_at: string;
	readonly completed_at: string | null;
}

interface Job {
	readonly requestId: string;
	readonly modelId: string;
	readonly createdAt: number;
	readonly startedAt: number;
	readonly endedAt: number;
	readonly ending: JobEnding;
	readonly output: JobOutput;
	lookUps: number;
}

const MAX_JOBS = 20_000;
const QUEUED_PART = 0.3;

/** The queue. It has no timers: what a job's status is follows from the clock when somebody looks. */
export class Jobs {
	private readonly jobs = new Map<string, Job>();

	constructor(private readonly settings: Settings) {}

	/**
	 * @param ordinal makes the job's duration, the same one for the same ordinal
	 * @param outputOf is told the job's ID and when it ends
	 * @returns the job's ID
	 */
	submit(
		modelId: string,
		ordinal: number,
		ending: JobEnding,
		outputOf: (requestId: string, endedAt: number) => JobOutput,
	): string {
		const { jobSeconds, jobJitter } = this.settings;
		const stretch = 1 + jobJitter * chanceOf('job', ordinal).between(-1, 1);
		const durationMs = Math.round(jobSeconds * 1000 * stretch);
		const createdAt = Date.now();
		const requestId = `${modelId}_${timeOrderedId(createdAt)}`;
		const startedAt = createdAt + Math.round(durationMs * QUEUED_PART);
		const endedAt = ending.never ? Infinity : createdAt + durationMs;
		const output = outputOf(requestId, createdAt + durationMs);
		this.jobs.set(requestId, {
			requestId,
			modelId,
			createdAt,
			startedAt,
			endedAt,
			ending,
			output,
			lookUps: 0,
		});
		const [oldest] = this.jobs.keys();
		if (this.jobs.size > MAX_JOBS && oldest) this.jobs.delete(oldest);
		return requestId;
	}

	/** Looks a job up, which counts. */
	lookUp(requestId: string): JobView | undefined {
		const job = this.jobs.get(requestId);
		if (!job) return undefined;
		job.lookUps += 1;
		return viewOf(job, Date.now());
	}

	/** @returns how often each job was looked up, by request ID */
	lookUps(): Record<string, number> {
		return Object.fromEntries([...this.jobs].map(([requestId, job]) => [requestId, job.lookUps]));
	}
}

function viewOf(job: Job, nowMs: number): JobView {
	const { requestId, modelId, createdAt, startedAt, endedAt, ending, output } = job;
	const status = statusOf(job, nowMs);
	const over = status !== 'QUEUED' && status !== 'PROCESSING';
	// A scripted sequence may run ahead of the clock.
	const changedAt = over ? Math.min(endedAt, Math.max(nowMs, startedAt)) : startedAt;
	return {
		request_id: requestId,
		status,
		model_id: modelId,
		error: over && status !== 'COMPLETED' ? (ending.error ?? 'The job did not succeed.') : null,
		output: status === 'COMPLETED' ? output : null,
		created_at: isoTime(createdAt),
		updated_at: isoTime(status === 'QUEUED' ? createdAt : changedAt),
		completed_at: over ? isoTime(changedAt) : null,
	};
}

function statusOf({ startedAt, endedAt, ending, lookUps }: Job, nowMs: number): string {
	const { sequence } = ending;
	if (sequence) return sequence[Math.min(lookUps, sequence.length) - 1] ?? 'PROCESSING';
	if (nowMs >= endedAt) return ending.status ?? 'COMPLETED';
	return nowMs >= startedAt ? 'PROCESSING' : 'QUEUED';
}

/** @returns whether a job goes wrong by the service's own fault, which is not charged */
export const endsInError = ({ status, sequence }: JobEnding): boolean =>
	(sequence ? sequence.at(-1) : status) === 'ERROR';

const isoTime = (atMs: number): string => new Date(atMs).toISOString();

/** @returns a UUID of version 7, which begins with the time, like the API's own request IDs */
function timeOrderedId(atMs: number): string {
	const random = randomBytes(10).toString('hex');
	const time = atMs.toString(16).padStart(12, '0');
	const variant = ((parseInt(random.slice(3, 4), 16) & 0b0011) | 0b1000).toString(16);
	return [
		time.slice(0, 8),
		time.slice(8),
		`7${random.slice(0, 3)}`,
		`${variant}${random.slice(4, 7)}`,
		random.slice(7, 19),
	].join('-');
}
