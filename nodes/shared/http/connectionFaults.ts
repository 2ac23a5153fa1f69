import { Failure, sentences } from './failure';
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

/** The fault of a request to which no whole answer came. @param hasBegun whether the answer had begun to arrive. */
export function connectionFault(error: unknown, hasBegun: boolean): Fault {
	const code = errorCode(error);
	if (code === undefined || code.startsWith('ERR_INVALID')) {
		return hasBegun ? notTaken(error) : notSent(error);
	}
	const message = CODE_MEANINGS[code] ?? 'The connection broke before the whole answer had arrived';
	return {
		code,
		failure: new Failure(
			message,
			sentences(
				'Check the Base URL in the credential and the network between n8n and it, then try again',
				`Reported as: ${code}`,
			),
		),
	};
}

/**
 * n8n failed before it turned to the network, as when it cannot read a credential: an error of the network has a code, and
 * Node's codes for arguments that it refuses begin with ERR_INVALID.
 */
const notSent = (error: unknown): Fault => ({
	isUnsent: true,
	failure: new Failure(
		`n8n could not send the request: ${messageOf(error)}`,
		'Nothing was sent as far as n8n tells, so nothing should have been charged. Check the credential, and look into the log of n8n.',
	),
});

/** n8n failed at what arrived, as when it cannot store an image. */
const notTaken = (error: unknown): Fault => ({
	failure: new Failure(
		`n8n could not take the answer: ${messageOf(error)}`,
		'Look into the log of n8n, and at the room for its binary data.',
	),
});

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : 'the reason is unknown';

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
