import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { padPng } from '../../sandbox/pictures/padding';
import { IDEOGRAM, itemsWith, type Measurement, smallPicture } from '../stage';

export interface TransferParameters {
	readonly count: number;
	readonly pictureBytes: number;
}

const result = z.object({
	count: z.number(),
	pictureBytes: z.number(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakBytes: z.number(),
});

export type TransferResult = z.infer<typeof result>;

/** Large pictures up and down: how much memory that takes. */
export const transfer: Measurement<TransferParameters, TransferResult> = {
	name: 'transfer',
	result,

	async measure(stage, { count, pictureBytes }) {
		await stage.sandbox.set({ padBytes: pictureBytes });
		// Large in bytes but small in pixels: the sandbox, which really edits it, must not be what is measured.
		const picture = padPng(await smallPicture(), pictureBytes);
		const items = await itemsWith(stage, picture, count);
		const parameters = { operation: 'edit', prompt: 'a lighthouse' };
		const { value, wallMs, cpuMs, peakBytes } = await stage.watch(
			async () => await runNode(stage.engine, { type: IDEOGRAM, parameters, items }),
		);
		if (value.error) throw value.error;

		for (const { binary } of value.items()) {
			if (Number(binary?.data?.bytes) < pictureBytes) throw new Error('A picture is incomplete');
		}
		return { count, pictureBytes, wallMs, cpuMs, peakBytes };
	},
};
