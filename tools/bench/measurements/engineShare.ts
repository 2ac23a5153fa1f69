import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { IDEOGRAM, itemsWith, type Measurement, smallImage } from '../stage';

export interface EngineShareParameters {
	readonly count: number;
}

const result = z.object({
	count: z.number(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakBytes: z.number(),
});

export type EngineShareResult = z.infer<typeof result>;

/** Small requests to a gateway that answers at once: what is left is n8n's and the node's own work. */
export const engineShare: Measurement<EngineShareParameters, EngineShareResult> = {
	name: 'engineShare',
	result,

	async measure(stage, { count }) {
		await stage.sandbox.set({ instant: true });
		const items = await itemsWith(stage, await smallImage(), count);
		const parameters = { operation: 'describe' };
		const { value, wallMs, cpuMs, peakBytes } = await stage.watch(
			async () => await runNode(stage.engine, { type: IDEOGRAM, parameters, items }),
		);
		if (value.error) throw value.error;
		return { count, wallMs, cpuMs, peakBytes };
	},
};
