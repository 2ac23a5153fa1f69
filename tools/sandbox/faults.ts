import { z } from 'zod';

export const faultSchema = z
	.object({
		/** answer with this status */
		status: z.number().int().min(200).max(599).optional(),
		/** text, or a value sent as JSON: the body for `status`, or alone a 200 answer */
		body: z.unknown(),
		headers: z.record(z.string()).optional(),
		redirect: z.string().optional(),
		/** take the request and never answer */
		hang: z.literal(true).optional(),
		/** drop the connection instead of an answer, or halfway through its body */
		reset: z.enum(['before', 'middle']).optional(),
		/** send the body in small pieces */
		drip: z
			.object({ bytes: z.number().int().positive(), everyMs: z.number().positive() })
			.optional(),
		/** how the job that this request submits will go */
		job: z
			.object({
				/** how it ends, once its time is over */
				status: z.string().min(1).optional(),
				error: z.string().optional(),
			})
			.strict()
			.optional(),
		/** the callback to the X-Webhook-URL of this request comes so, not once after the job's end */
		callback: z.enum(['twice', 'early', 'never']).optional(),
		/** the request is carried out and charged before the fault strikes */
		accepted: z.boolean().optional(),
	})
	.strict();

export type Fault = z.infer<typeof faultSchema>;

/** @param targets what a fault can be put on: the operation IDs, `media`, and `any` */
export const scriptedFaultSchema = (targets: readonly [string, ...string[]]) =>
	z
		.object({
			on: z.enum([targets[0], ...targets.slice(1)]),
			/** strike only requests that have this text in their body */
			containing: z.string().min(1).optional(),
			/** leave the first so many matching requests alone */
			after: z.number().int().nonnegative().default(0),
			/** how many requests to strike; 0: all of them */
			times: z.number().int().nonnegative().default(1),
			fault: faultSchema,
		})
		.strict();

export type ScriptedFault = z.infer<ReturnType<typeof scriptedFaultSchema>>;

/** The faults that wait for their requests. */
export class FaultScript {
	private pending: Array<ScriptedFault & { seen: number }> = [];

	add(fault: ScriptedFault): void {
		this.pending.push({ ...fault, seen: 0 });
	}

	clear(): void {
		this.pending = [];
	}

	/**
	 * Every fault counts the requests that match it. If several are due, the one that was added first is used.
	 *
	 * @param target an operation ID or `media`
	 * @param entry the log's entry of the request, which gets the fault
	 * @returns the fault that strikes this request; an empty one when there is none
	 */
	take(target: string, body: unknown, entry: { fault?: Fault }): Fault {
		for (const waiting of this.pending) {
			const { on, containing, after, times, fault } = waiting;
			if (on !== 'any' && on !== target) continue;
			if (containing && !(Buffer.isBuffer(body) && body.includes(containing))) continue;
			waiting.seen += 1;
			const turn = waiting.seen - after;
			if (turn > 0 && (times === 0 || turn <= times)) entry.fault ??= fault;
		}
		return entry.fault ?? {};
	}
}

/** @returns whether the fault keeps the request from being carried out at all */
export const strikesFirst = ({ accepted, hang, reset, redirect, status = 200 }: Fault) =>
	!accepted && (hang ?? (reset === 'before' || !!redirect || status >= 300));
