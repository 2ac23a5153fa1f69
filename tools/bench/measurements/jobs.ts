import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { itemsWith, type Measurement, REMOVE_BACKGROUND, smallPicture } from '../stage';
import type { LoggedDownload, LoggedRequest } from '../../sandbox/adminClient';
import { mean, percentile } from '../statistics';

export interface JobsParameters {
	readonly count: number;
	readonly jobSeconds: number;
	/** Part of its duration by which a job may be shorter or longer. */
	readonly jobJitter: number;
	/** The node's own default if it is not given. */
	readonly maxConcurrency?: number;
}

const result = z.object({
	count: z.number(),
	wallMs: z.number(),
	/** The longest job: nothing that waits for all can take less. */
	floorMs: z.number(),
	pollsMean: z.number(),
	pollsMost: z.number(),
	/** From the time at which a job was done until its picture was downloaded. */
	lagMeanMs: z.number(),
	lag95Ms: z.number(),
	peakBytes: z.number(),
});

export type JobsResult = z.infer<typeof result>;

/** Backgrounds removed in queued jobs: how long all of them take together, and how often and how late one looks. */
export const jobs: Measurement<JobsParameters, JobsResult> = {
	name: 'jobs',
	result,

	async measure(stage, { count, jobSeconds, jobJitter, maxConcurrency }) {
		await stage.sandbox.set({ jobSeconds, jobJitter });
		const items = await itemsWith(stage, await smallPicture(), count);
		const options = maxConcurrency === undefined ? {} : { maxConcurrency };
		const parameters = { operation: 'remove', inputSource: 'binary', options };
		const { value, wallMs, peakBytes } = await stage.watch(
			async () => await runNode(stage.engine, { type: REMOVE_BACKGROUND, parameters, items }),
		);
		if (value.error) throw value.error;

		const done = value.items().map(doneJob);
		const polls = pollCounts(done, await stage.sandbox.requests());
		const lagsMs = downloadLagsMs(done, await stage.sandbox.downloads());
		return {
			count,
			wallMs,
			floorMs: Math.max(...done.map(({ createdAtMs, doneAtMs }) => doneAtMs - createdAtMs)),
			pollsMean: mean(polls),
			pollsMost: Math.max(...polls),
			lagMeanMs: mean(lagsMs),
			lag95Ms: percentile(lagsMs, 95),
			peakBytes,
		};
	},
};

const itemSchema = z.object({
	json: z.object({ request_id: z.string(), created_at: z.string(), completed_at: z.string() }),
	binary: z.object({ data: z.object({ mimeType: z.literal('image/png') }) }),
});

interface DoneJob {
	readonly requestId: string;
	readonly createdAtMs: number;
	readonly doneAtMs: number;
}

function doneJob(item: INodeExecutionData): DoneJob {
	const { json } = itemSchema.parse(item);
	return {
		requestId: json.request_id,
		createdAtMs: Date.parse(json.created_at),
		doneAtMs: Date.parse(json.completed_at),
	};
}

const pollCounts = (done: readonly DoneJob[], requests: readonly LoggedRequest[]): number[] =>
	done.map(
		({ requestId }) =>
			requests.filter(
				({ operationId, path }) => operationId === 'requestStatus' && path.endsWith(requestId),
			).length,
	);

const downloadLagsMs = (done: readonly DoneJob[], downloads: readonly LoggedDownload[]): number[] =>
	done.map(({ requestId, doneAtMs }) => {
		const download = downloads.find(({ path }) => path.includes(requestId));
		if (download?.tookMs === undefined) throw new Error(`${requestId} was not downloaded`);
		return download.at + download.tookMs - doneAtMs;
	});
