import { Failure } from './failure';
import { isRecord } from './jsonShapes';
import type { Fault } from './retry';

/** The fault of a request that used up its time. */
export const timeUp = (): Fault => ({
	code: 'TIMEOUT',
	failure: new Failure(
		'No answer came within the time limit',
		'Raise "Time Limit" in the options, or try again later.',
	),
});

/** The fault of a request to which no whole answer came. */
export function connectionFault(error: unknown): Fault {
	const code = errorCode(error) ?? 'UNKNOWN';
	const message = CODE_MEANINGS[code] ?? 'The connection broke before the whole answer had arrived';
	return {
		code,
		failure: new Failure(
			message,
			`Check the Base URL in the credential and the network between n8n and it, then try again. Reported as: ${code}`,
		),
	};
}

const CODE_MEANINGS: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'Nothing accepts connections at that address',
	ENOTFOUND: 'No server is known by that name',
	EAI_AGAIN: 'The name of the server could not be looked up',
	ETIMEDOUT: 'The server did not answer in time',
	ECONNABORTED: 'The server did not answer in time',
};

const CODE_PATTERN = /^(?=.*[A-Z])[A-Z0-9_]+$/;

/** n8n's NodeApiError has Node's code in `httpCode`, a plain error in `code`; either may be the cause of the other. */
function errorCode(error: unknown): string | undefined {
	if (!isRecord(error)) return undefined;
	const codes = [error.code, error.httpCode].filter((code) => typeof code === 'string');
	return codes.find((code) => CODE_PATTERN.test(code)) ?? errorCode(error.cause);
}
