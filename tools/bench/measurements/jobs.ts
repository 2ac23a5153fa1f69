import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { itemsWith, REMOVE_BACKGROUND, smallImage, type Measurement, type Stage } from '../stage';

export interface JobsParameters {
	readonly count: number;
	readonly jobSeconds: number;
	/** The part of its duration by which a job may be shorter or longer. */
	readonly jobJitter: number;
	/** The node's own default if it is not given. */
	readonly maxConcurrency?: number;
}

const result = z.object({
	count: z.number(),
	wallMs: z.number(),
	/** The duration of the longest job. Nothing that waits for all jobs can be faster. */
	floorMs: z.number(),
	checksMean: z.number(),
	checksMost: z.number(),
	/** From the time at which a job was done until its image was downloaded. */
	lagMeanMs: z.number(),
	lag95Ms: z.number(),
	peakBytes: z.number(),
});

export type JobsResult = z.infer<typeof result>;

/**
 * Remove Background with queued jobs: how long all of them take together, and when and how often their status is
 * checked.
 */
export const jobs: Measurement<JobsParameters, JobsResult> = {
	name: 'jobs',
	result,

	async measure(stage, { count, jobSeconds, jobJitter, maxConcurrency }) {
		await stage.sandbox.set({ jobSeconds, jobJitter });
		const options = maxConcurrency === undefined ? {} : { maxConcurrency };
		const { done, wallMs, peakBytes } = await removeBackgrounds(stage, count, options);
		const checks = done.map((job) => job.checks);
		const lagsMs = done.map(({ lagMs }) => lagMs).sort((a, b) => a - b);
		return {
			...{ count, wallMs, peakBytes },
			floorMs: Math.max(...done.map(({ durationMs }) => durationMs)),
			checksMean: mean(checks),
			checksMost: Math.max(...checks),
			lagMeanMs: mean(lagsMs),
			lag95Ms: lagsMs[Math.ceil(0.95 * count) - 1] ?? NaN,
		};
	},
};

const itemSchema = z.object({
	json: z.object({ request_id: z.string(), created_at: z.string(), completed_at: z.string() }),
	binary: z.object({ data: z.object({ mimeType: z.literal('image/png') }) }),
});

/** Runs Remove Background on a number of items, and reads from the sandbox's log how each job went. */
export async function removeBackgrounds(stage: Stage, count: number, options = {}) {
	const items = await itemsWith(stage, await smallImage(), count);
	const parameters = { operation: 'remove', inputSource: 'binary', options };
	const { value, wallMs, peakBytes } = await stage.watch(
		async () => await runNode(stage.engine, { type: REMOVE_BACKGROUND, parameters, items }),
	);
	if (value.error) throw value.error;
	const checks = await stage.sandbox.checks();
	const downloads = await stage.sandbox.downloads();
	const done = z
		.array(itemSchema)
		.parse(value.items())
		.map(({ json }) => {
			const download = downloads.find(({ path }) => path.includes(json.request_id));
			if (download?.tookMs === undefined) throw new Error(`${json.request_id} was not downloaded`);
			const doneAtMs = Date.parse(json.completed_at);
			return {
				durationMs: doneAtMs - Date.parse(json.created_at),
				checks: checks[json.request_id] ?? 0,
				lagMs: download.at + download.tookMs - doneAtMs,
			};
		});
	return { done, wallMs, peakBytes };
}

export const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;
