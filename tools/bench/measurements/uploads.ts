import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { IDEOGRAM, itemsWith, smallImage, type Measurement } from '../stage';

export interface UploadsParameters {
	readonly operation: 'edit' | 'describe';
	readonly count: number;
	/** of each image, up and down; by default a few */
	readonly imageBytes?: number;
}

const result = z.object({
	count: z.number(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakBytes: z.number(),
});

export type UploadsResult = z.infer<typeof result>;

/**
 * Uploads of many images. Large ones show how much memory that takes. Of small ones to a gateway that answers at once, what
 * is left is n8n's and the node's own work.
 */
export const uploads: Measurement<UploadsParameters, UploadsResult> = {
	name: 'uploads',
	result,

	async measure(stage, { operation, count, imageBytes = 0 }) {
		await stage.sandbox.set({ padBytes: imageBytes, instant: true });
		const small = await smallImage();
		// Large in bytes but small in pixels: the sandbox, which really edits it, must not be what is measured.
		const image = Buffer.concat([small], Math.max(small.length, imageBytes));
		const items = await itemsWith(stage, image, count);
		const parameters = { operation, prompt: 'a lighthouse' };
		const { value, wallMs, cpuMs, peakBytes } = await stage.watch(
			async () => await runNode(stage.engine, { type: IDEOGRAM, parameters, items }),
		);
		if (value.error) throw value.error;
		for (const { binary } of value.items()) {
			if (binary && Number(binary.data?.bytes) < imageBytes) throw new Error('An image is cut');
		}
		return { count, wallMs, cpuMs, peakBytes };
	},
};
