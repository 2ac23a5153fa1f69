import type { Fault } from '../faults';

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	/** so many zero bytes follow the body, which are never in memory together */
	readonly zeros: number;
}

export const jsonAnswer = (status: number, value: unknown): Answer => ({
	status,
	headers: { 'content-type': 'application/json; charset=utf-8' },
	body: Buffer.from(JSON.stringify(value) ?? ''),
	zeros: 0,
});

/** @returns an answer in the API's form of errors */
export const errorAnswer = (status: number, error: string, message: string): Answer =>
	jsonAnswer(status, { error, message });

/**
 * @param path of the request, which names the model
 * @returns the answer as the fault leaves it; what it does to the connection comes at delivery
 */
export function spoil(answer: Answer | undefined, fault: Fault, path: string): Answer {
	const { clockSkewMs, truncate = Infinity, overlong = 0 } = fault;
	const base = replacementBy(fault, path) ?? answer ?? NO_ANSWER;
	const date = clockSkewMs && { date: new Date(Date.now() + clockSkewMs).toUTCString() };
	const body = clockSkewMs ? shiftTimestamps(base.body, clockSkewMs) : base.body;
	return {
		status: base.status,
		headers: { ...base.headers, ...date, ...fault.headers },
		body: body.subarray(0, truncate),
		zeros: Math.max(0, Math.min(base.zeros, truncate - body.length)) + overlong,
	};
}

const NO_ANSWER = errorAnswer(500, 'Internal Server Error', 'A scripted fault.');

function replacementBy(fault: Fault, path: string): Answer | undefined {
	const { status = 200, body, contentType, json, redirect, retired } = fault;
	if (retired) {
		const message = `Model '${path.split('/')[1]}' not found or is disabled`;
		return errorAnswer(retired, 'Model not found', message);
	}
	if (redirect !== undefined) {
		const headers = { location: redirect };
		return { status: fault.status ?? 302, headers, body: Buffer.alloc(0), zeros: 0 };
	}
	if (json !== undefined) return jsonAnswer(status, json);
	if (typeof body === 'string') {
		const headers = { 'content-type': contentType ?? 'text/plain; charset=utf-8' };
		return { status, headers, body: Buffer.from(body), zeros: 0 };
	}
	if (body !== undefined) return jsonAnswer(status, body);
	return fault.status === undefined
		? undefined
		: errorAnswer(status, `${status}`, 'A scripted fault.');
}

const TIMESTAMP = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)((?:\.\d+)?(?:Z|\+00:00))"/g;

const shiftTimestamps = (body: Buffer, skewMs: number): Buffer =>
	Buffer.from(
		body.toString().replace(TIMESTAMP, (_match, moment: string, rest: string) => {
			const shifted = new Date(Date.parse(`${moment}Z`) + skewMs).toISOString();
			return `"${shifted.slice(0, -'.000Z'.length)}${rest}"`;
		}),
	);
