import { UserError } from 'n8n-workflow';
import { z } from 'zod';

const logSchema = z.array(
	z.object({
		operationId: z.string().optional(),
		path: z.string(),
		status: z.number().nullable(),
		rejected: z.string().optional(),
		json: z.record(z.unknown()).optional(),
		parts: z.array(z.object({ name: z.string().optional() })).optional(),
	}),
);

/** What the sandbox noted of the requests it got, the first one first. */
export type RequestLog = z.infer<typeof logSchema>;

const ANSWER_LIMIT_MS = 5000;

/** @throws TimeoutError when the sandbox does not answer, ZodError when it answers something else */
export async function readRequestLog(adminUrl: string): Promise<RequestLog> {
	const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
	const answer = await fetch(`${adminUrl}/requests`, { signal });
	return logSchema.parse(await answer.json());
}

const LOOK_UP = 'requestStatus';

/** Names the fields that went out, and counts the look-ups: "image_url, then 2 look-ups". */
export function fieldsText(log: RequestLog): string {
	const fields = log.flatMap(
		({ json, parts }) => parts?.map(({ name }) => name) ?? Object.keys(json ?? {}),
	);
	const lookUps = log.filter(({ operationId }) => operationId === LOOK_UP).length;
	const counted = lookUps === 1 ? '1 look-up' : `${lookUps} look-ups`;
	return [fields.join(', '), lookUps > 0 ? counted : ''].filter(Boolean).join(', then ');
}

/** Counts what was asked for: "3 x v2Generate, 3 x turboGenerate". */
export function operationsText(log: RequestLog): string {
	const names = log.map(({ operationId = 'unknown' }) => operationId);
	return [...new Set(names)]
		.map((name) => `${names.filter((other) => other === name).length} x ${name}`)
		.join(', ');
}

/**
 * Checks that every operation was asked for, and nothing turned down.
 *
 * @throws UserError that names what was not asked for, or was rejected and why
 */
export function checkLog(log: RequestLog, operationIds: readonly string[]): void {
	const rejected = log.filter((request) => request.rejected !== undefined);
	if (rejected.length > 0) {
		const reasons = rejected.map(({ path, rejected: reason }) => `${path}: ${reason}`);
		throw new UserError(`The sandbox rejected requests:\n${reasons.join('\n')}`);
	}
	const answered = log.filter(({ status }) => status !== null && status < 300);
	const missing = operationIds.filter(
		(id) => !answered.some(({ operationId }) => operationId === id),
	);
	if (missing.length > 0) {
		throw new UserError(`The sandbox answered no request to: ${missing.join(', ')}`);
	}
}
