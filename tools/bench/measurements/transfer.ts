import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { IDEOGRAM, itemsWith, type Measurement, smallImage } from '../stage';

export interface TransferParameters {
	readonly count: number;
	readonly imageBytes: number;
}

const result = z.object({
	count: z.number(),
	imageBytes: z.number(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakBytes: z.number(),
});

export type TransferResult = z.infer<typeof result>;

/** Large images up and down: how much memory that takes. */
export const transfer: Measurement<TransferParameters, TransferResult> = {
	name: 'transfer',
	result,

	async measure(stage, { count, imageBytes }) {
		await stage.sandbox.set({ padBytes: imageBytes });
		// Large in bytes but small in pixels: the sandbox, which really edits it, must not be what is measured.
		const image = Buffer.concat([await smallImage()], imageBytes);
		const items = await itemsWith(stage, image, count);
		const parameters = { operation: 'edit', prompt: 'a lighthouse' };
		const { value, wallMs, cpuMs, peakBytes } = await stage.watch(
			async () => await runNode(stage.engine, { type: IDEOGRAM, parameters, items }),
		);
		if (value.error) throw value.error;

		for (const { binary } of value.items()) {
			if (Number(binary?.data?.bytes) < imageBytes) throw new Error('An image is incomplete');
		}
		return { count, imageBytes, wallMs, cpuMs, peakBytes };
	},
};
