import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { IDEOGRAM, itemsWith, smallImage, type Measurement } from '../stage';

export interface UploadsParameters {
	readonly operation: 'edit' | 'describe';
	readonly count: number;
	/** The size of each image, in both directions. Default: a few bytes. */
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
 * Uploads many images. Large ones show how much memory that takes. Small ones, with a gateway that answers at once,
 * show the work of n8n and the node.
 */
export const uploads: Measurement<UploadsParameters, UploadsResult> = {
	name: 'uploads',
	result,

	async measure(stage, { operation, count, imageBytes = 0 }) {
		await stage.sandbox.set({ padBytes: imageBytes, instant: true });
		const small = await smallImage();
		// The files are large but have few pixels, because the sandbox really edits them and its work must not be
		// measured.
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
