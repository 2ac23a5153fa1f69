import { z } from 'zod';

/** What can be changed while the sandbox runs. */
export const settingsSchema = z
	.object({
		/** mean duration of a job */
		jobSeconds: z.number().nonnegative().default(2),
		/** part of the duration by which a job may be shorter or longer */
		jobJitter: z.number().min(0).max(1).default(0.2),
		/** for how long result links work */
		linkSeconds: z.number().nonnegative().default(86_400),
		/** how many paid requests a second are taken; more are refused with status 429 */
		paidPerSecond: z.number().positive().default(Infinity),
		/** describe images without reading their colors */
		instant: z.boolean().default(false),
		/** results are padded to this size */
		padBytes: z.number().int().nonnegative().default(0),
	})
	.strict();

export type Settings = z.infer<typeof settingsSchema>;
