import type { Fault } from '../faults';

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	/** so many zero bytes follow the body, which are never in memory together */
	readonly zeros: number;
}

const answerOf = (status: number, type: string, text: string): Answer => ({
	...{ status, headers: { 'content-type': type }, body: Buffer.from(text), zeros: 0 },
});

export const jsonAnswer = (status: number, value: unknown): Answer =>
	answerOf(status, 'application/json; charset=utf-8', JSON.stringify(value));

/** @returns an answer in the API's form of errors */
export const errorAnswer = (status: number, error: string, message: string): Answer =>
	jsonAnswer(status, { error, message });

/** @returns the answer as the fault leaves it; what it does to the connection comes at delivery */
export function spoil(answer: Answer | undefined, fault: Fault): Answer {
	const base = replacementBy(fault) ?? answer ?? errorAnswer(500, 'Error', SCRIPTED);
	return { ...base, headers: { ...base.headers, ...fault.headers } };
}

const SCRIPTED = 'A scripted fault.';

function replacementBy(fault: Fault): Answer | undefined {
	const { status = 200, body, redirect } = fault;
	if (redirect) {
		const found = answerOf(fault.status ?? 302, 'text/plain', '');
		return { ...found, headers: { location: redirect } };
	}
	if (typeof body === 'string') return answerOf(status, 'text/plain; charset=utf-8', body);
	if (body !== undefined) return jsonAnswer(status, body);
	return fault.status === undefined ? undefined : errorAnswer(status, `${status}`, SCRIPTED);
}
