import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { chanceOf } from './chance';
import type { Fault } from './faults';
import type { Settings } from './settings';

interface JobOutput {
	readonly media_url: readonly string[];
	readonly media_type: string;
}

type JobEnding = NonNullable<Fault['job']>;

interface Job {
	readonly requestId: string;
	readonly modelId: string;
	readonly createdAt: number;
	readonly startedAt: number;
	readonly endedAt: number;
	readonly ending: JobEnding;
	readonly output: JobOutput;
	checks: number;
}

const QUEUED_PART = 0.3;

/** The queue. It has no timers: the status of a job depends on the clock when somebody asks. */
export class Jobs {
	private readonly jobs = new LRUCache<string, Job>({ max: 20_000 });

	constructor(private readonly settings: Settings) {}

	/**
	 * @param ordinal makes the job's duration, the same one for the same ordinal
	 * @param fault how the job goes; one whose callback comes early is over at once
	 * @param outputOf is told the job's ID and when it ends
	 * @returns the job's ID
	 */
	submit(
		modelId: string,
		ordinal: number,
		{ job: ending = {}, callback }: Fault,
		outputOf: (requestId: string, endedAt: number) => JobOutput,
	): string {
		const { jobSeconds, jobJitter } = this.settings;
		const stretch = 1 + jobJitter * chanceOf('job', ordinal).between(-1, 1);
		const durationMs = callback === 'early' ? 0 : Math.round(jobSeconds * 1000 * stretch);
		const createdAt = Date.now();
		const requestId = `${modelId}_${randomUUID()}`;
		this.jobs.set(requestId, {
			...{ requestId, modelId, createdAt, ending, checks: 0 },
			startedAt: createdAt + Math.round(durationMs * QUEUED_PART),
			endedAt: createdAt + durationMs,
			output: outputOf(requestId, createdAt + durationMs),
		});
		return requestId;
	}

	/** Checks a job's status, which counts. */
	check(requestId: string) {
		const job = this.jobs.get(requestId);
		if (!job) return undefined;
		job.checks += 1;
		return viewOf(job, statusOf(job));
	}

	/** @returns how often the status of each job was checked, by request ID */
	checks(): Record<string, number> {
		return Object.fromEntries([...this.jobs].map(([requestId, { checks }]) => [requestId, checks]));
	}

	/** @returns when a job ends */
	endOf = (requestId: string): number => this.jobs.get(requestId)?.endedAt ?? Infinity;

	/** @returns what a status check shows once the job has ended */
	ended(requestId: string) {
		const job = this.jobs.get(requestId);
		return job && viewOf(job, lastStatus(job.ending));
	}
}

/** @returns the answer to a status check, in the API's form */
function viewOf(job: Job, status: string) {
	const { createdAt, startedAt, endedAt, ending } = job;
	const over = status !== 'QUEUED' && status !== 'PROCESSING';
	const changedAt = over ? endedAt : startedAt;
	return {
		...{ request_id: job.requestId, status, model_id: job.modelId },
		error: over && status !== 'COMPLETED' ? (ending.error ?? 'The job did not succeed.') : null,
		output: status === 'COMPLETED' ? job.output : null,
		created_at: isoTime(createdAt),
		updated_at: isoTime(status === 'QUEUED' ? createdAt : changedAt),
		completed_at: over ? isoTime(changedAt) : null,
	};
}

function statusOf({ startedAt, endedAt, ending }: Job): string {
	if (Date.now() >= endedAt) return lastStatus(ending);
	return Date.now() >= startedAt ? 'PROCESSING' : 'QUEUED';
}

/** @returns how a job ends */
export const lastStatus = ({ status = 'COMPLETED' }: JobEnding): string => status;

const isoTime = (atMs: number): string => new Date(atMs).toISOString();
