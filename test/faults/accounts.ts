import { z } from 'zod';

/** What the sandbox remembers, as far as it is looked at here. */

export const billSchema = z.object({
	count: z.number(),
	refunded: z.number(),
	requestIds: z.array(z.string()),
});

export const requestsSchema = z.array(
	z.object({ method: z.string(), status: z.number().nullable(), rejected: z.string().optional() }),
);

export const downloadsSchema = z.array(z.object({ path: z.string(), keyHeader: z.boolean() }));

export type Bill = z.infer<typeof billSchema>;
export type LoggedRequest = z.infer<typeof requestsSchema>[number];
export type Download = z.infer<typeof downloadsSchema>[number];
