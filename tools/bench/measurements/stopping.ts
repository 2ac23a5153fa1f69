import { sleep } from 'n8n-workflow';
import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { itemsWith, type Measurement, REMOVE_BACKGROUND, smallImage } from '../stage';

export interface StoppingParameters {
	readonly count: number;
	/** When the execution is stopped; the jobs take much longer. */
	readonly stopAfterMs: number;
	/** How long requests are counted after that. */
	readonly watchMs: number;
}

const result = z.object({
	count: z.number(),
	watchMs: z.number(),
	checksBefore: z.number(),
	/** How long after the stop the execution was over. */
	endedAfterMs: z.number(),
	requestsAfter: z.number(),
	/** How long after the stop the last request arrived; 0 if there was none. */
	lastRequestAfterMs: z.number(),
});

export type StoppingResult = z.infer<typeof result>;

/** Stops an execution while it waits for jobs, and counts what is still sent. */
export const stopping: Measurement<StoppingParameters, StoppingResult> = {
	name: 'stopping',
	result,

	async measure(stage, { count, stopAfterMs, watchMs }) {
		await stage.sandbox.set({ jobSeconds: 3600 });
		const items = await itemsWith(stage, await smallImage(), count);
		const stop = new AbortController();
		const running = runNode(stage.engine, {
			type: REMOVE_BACKGROUND,
			parameters: { operation: 'remove', inputSource: 'binary' },
			items,
			signal: stop.signal,
		});
		await sleep(stopAfterMs);
		const stoppedAtMs = Date.now();
		stop.abort();
		await running;
		const endedAfterMs = Date.now() - stoppedAtMs;
		await sleep(watchMs);

		const requests = await stage.sandbox.requests();
		const before = requests.filter(({ at }) => at <= stoppedAtMs);
		const after = requests.filter(({ at }) => at > stoppedAtMs);
		const submitted = before.filter(({ operationId }) => operationId === 'removeBackground');
		if (submitted.length < count) throw new Error('It was stopped before all was submitted');
		return {
			count,
			watchMs,
			checksBefore: before.filter(({ operationId }) => operationId === 'requestStatus').length,
			endedAfterMs,
			requestsAfter: after.length,
			lastRequestAfterMs: Math.max(0, ...after.map(({ at }) => at - stoppedAtMs)),
		};
	},
};
