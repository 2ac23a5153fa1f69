import type { Fault } from './faults';

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

export const jsonAnswer = (status: number, value: unknown): Answer => ({
	status,
	headers: { 'content-type': 'application/json; charset=utf-8' },
	body: Buffer.from(JSON.stringify(value) ?? ''),
});

/** @returns an answer in the API's form of errors */
export const errorAnswer = (status: number, error: string, message: string): Answer =>
	jsonAnswer(status, { error, message });

/** @returns the answer as the fault leaves it; pure, the connection's own faults come at delivery */
export function spoil(answer: Answer | undefined, fault: Fault): Answer {
	const { status, headers, body } = replacementBy(fault) ?? answer ?? NO_ANSWER;
	const skewMs = fault.clockSkewMs;
	const shown = skewMs === undefined ? body : shiftTimestamps(body, skewMs);
	return {
		status,
		headers: { ...headers, ...skewedDate(skewMs), ...fault.headers },
		body: Buffer.concat([shown.subarray(0, fault.truncate), Buffer.alloc(fault.overlong ?? 0)]),
	};
}

const NO_ANSWER = errorAnswer(500, 'Internal Server Error', 'A scripted fault.');

function replacementBy({ status, body, contentType, json, redirect }: Fault): Answer | undefined {
	if (redirect !== undefined) {
		return { status: status ?? 302, headers: { location: redirect }, body: Buffer.alloc(0) };
	}
	if (json !== undefined) return jsonAnswer(status ?? 200, json);
	if (typeof body === 'string') {
		const headers = { 'content-type': contentType ?? 'text/plain; charset=utf-8' };
		return { status: status ?? 200, headers, body: Buffer.from(body) };
	}
	if (body !== undefined) return jsonAnswer(status ?? 200, body);
	return status === undefined ? undefined : errorAnswer(status, `${status}`, 'A scripted fault.');
}

const skewedDate = (skewMs: number | undefined): Record<string, string> =>
	skewMs === undefined ? {} : { date: new Date(Date.now() + skewMs).toUTCString() };

const TIMESTAMP = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)((?:\.\d+)?(?:Z|\+00:00))"/g;

const shiftTimestamps = (body: Buffer, skewMs: number): Buffer =>
	Buffer.from(
		body.toString().replace(TIMESTAMP, (_match, moment: string, rest: string) => {
			const shifted = new Date(Date.parse(`${moment}Z`) + skewMs).toISOString();
			return `"${shifted.slice(0, -'.000Z'.length)}${rest}"`;
		}),
	);
