import { z } from 'zod';
import { runNode } from '../../n8nCore/runNode';
import { IDEOGRAM, itemsWith, type Measurement, PIXAZO, smallImage } from '../stage';

const prompt = 'A lighthouse at night';

/** What is run, and on how many items. */
const RUNS = {
	edit: { type: IDEOGRAM, parameters: { operation: 'edit', prompt } },
	describe: { type: IDEOGRAM, parameters: { operation: 'describe' } },
	video: {
		type: PIXAZO,
		parameters: { operation: 'run', model: 'veo/v1/text-to-video', field_prompt: prompt },
	},
};

export interface TransfersParameters {
	readonly run: keyof typeof RUNS;
	readonly count: number;
	/** The size of each file. Default: a few bytes. */
	readonly fileBytes?: number;
}

const result = z.object({
	count: z.number(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakBytes: z.number(),
});

export type TransfersResult = z.infer<typeof result>;

/**
 * Moves many files up and down, or one large one down. Large ones show how much memory that takes. Small ones, with a
 * gateway that answers at once, show the work of n8n and the node.
 */
export const transfers: Measurement<TransfersParameters, TransfersResult> = {
	name: 'transfers',
	result,

	async measure(stage, { run, count, fileBytes = 0 }) {
		await stage.sandbox.set({ padBytes: fileBytes, instant: true, jobSeconds: 0 });
		const small = await smallImage();
		const { type, parameters } = RUNS[run];
		// The files are large but have few pixels, because the sandbox really edits them and its work must not be
		// measured.
		const isUpload = run !== 'video';
		const image = Buffer.concat([small], Math.max(small.length, isUpload ? fileBytes : 0));
		const items = await itemsWith(stage, image, count);
		const { value, wallMs, cpuMs, peakBytes } = await stage.watch(
			async () => await runNode(stage.engine, { type, parameters, items }),
		);
		if (value.error) throw value.error;
		for (const { binary } of value.items()) {
			if (binary && Number(binary.data?.bytes) < fileBytes) throw new Error('A file is cut');
		}
		return { count, wallMs, cpuMs, peakBytes };
	},
};
