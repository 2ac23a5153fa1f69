import { z } from 'zod';
import type { Measurement } from '../stage';
import { mean, removeBackgrounds } from './jobs';

const round = z.object({
	/** How long the caller waits beyond the duration of the job. */
	beyondMs: z.number(),
	/** Status checks of a job. */
	checks: z.number(),
});

const result = z.object({ jobSeconds: z.number(), cold: round, warm: round });

export type CallsResult = z.infer<typeof result>;

/** How many durations of an endpoint are remembered. */
const KNOWN = 4;
const WARM_CALLS = 4;

/** One job for each execution, and one execution after another, as when a webhook receives one photo at a time. */
export const calls: Measurement<{ readonly jobSeconds: number }, CallsResult> = {
	name: 'calls',
	result,

	async measure(stage, { jobSeconds }) {
		await stage.sandbox.set({ jobSeconds, jobJitter: 0 });
		const rounds: Array<z.infer<typeof round>> = [];
		while (rounds.length < KNOWN + WARM_CALLS) {
			const { done, wallMs } = await removeBackgrounds(stage, 1);
			const [{ durationMs, checks } = { durationMs: NaN, checks: NaN }] = done;
			rounds.push({ beyondMs: wallMs - durationMs, checks });
		}
		return { jobSeconds, cold: meanOf(rounds.slice(0, 1)), warm: meanOf(rounds.slice(KNOWN)) };
	},
};

const meanOf = (rounds: ReadonlyArray<z.infer<typeof round>>) => ({
	beyondMs: mean(rounds.map(({ beyondMs }) => beyondMs)),
	checks: mean(rounds.map(({ checks }) => checks)),
});
