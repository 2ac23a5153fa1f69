import { Failure, sentences } from './failure';
import type { Cause, Fault } from './judge';
import { isRecord } from './json';
import { RAISE_TIME_LIMIT } from './outOfTime';

/** The fault of a request that got no answer in time. @param target what the request was about. */
export const timeUp = (target: string): Fault => ({
	cause: 'broken',
	failure: new Failure(
		`No answer came from ${target} within the time limit`,
		`${RAISE_TIME_LIMIT}, or try again later.`,
	),
});

/**
 * The fault of a request without a complete answer.
 *
 * @param target what the request was about.
 * @param hasBegun whether the answer had begun to arrive.
 */
export function connectionFault(error: unknown, target: string, hasBegun: boolean): Fault {
	const chain = causesOf(error);
	const [message, remedy, cause] = meaningOf(chain, target);
	const code = codeOf(chain);
	const reported = code === undefined ? '' : `Reported as: ${code}`;
	return {
		cause: hasBegun ? 'broken' : cause,
		failure: new Failure(message, sentences(remedy, reported)),
	};
}

type Meaning = readonly [message: string, remedy: string, cause: Cause];

const UNREACHABLE: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'Nothing accepts connections at',
	ENOTFOUND: 'No server is known by the name of',
	EAI_AGAIN: 'DNS gave no answer for the name of',
};

const SILENT = ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT'];

/** Node's codes and messages for certificates and TLS handshakes. They all come before the request is sent. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_/;
const TLS_HANDSHAKE = /EPROTO|ERR_SSL_|before secure TLS connection was established/;
const AFTER_HANDSHAKE = /bad record mac|decryption failed|bad decrypt/i;
/** Messages of a proxy that broke off before it let the request through (`https-proxy-agent`, `hpagent`). */
const PROXY = /proxy|CONNECT response|tunneling socket/i;
/**
 * Errors that n8n throws before it sends anything. `Ssrf...` is its protection against requests to internal
 * addresses.
 */
const N8N_REFUSAL =
	/^(Ssrf\w+|Expression|NodeOperation|Credential\w*|User|Operational|Unexpected|Application|UnknownConnectionHost)Error$/;

function meaningOf(chain: readonly ErrorFacts[], target: string): Meaning {
	const code = codeOf(chain) ?? '';
	const text = chain.map(({ message }) => message).join('\n');
	const refusal = chain.find(({ name }) => N8N_REFUSAL.test(name) && name !== 'NodeApiError');
	if (code in UNREACHABLE) {
		return [`${UNREACHABLE[code]} ${target}`, checkOf(target), 'unreachable'];
	}
	if (CERTIFICATE.test(code) || /certificate/i.test(text)) {
		return [
			`n8n does not trust the certificate of ${target}`,
			`${ownWords(chain)} If the certificate is your company's own, add it to n8n (NODE_EXTRA_CA_CERTS). Nothing was sent`,
			'unsent',
		];
	}
	if (TLS_HANDSHAKE.test(`${code} ${text}`) && !AFTER_HANDSHAKE.test(text)) {
		return [
			`No secure connection (TLS) to ${target}`,
			`Check whether the address begins with https:// where it should be http://. Nothing was sent`,
			'unsent',
		];
	}
	if (SILENT.includes(code)) {
		return [`${capitalized(target)} did not answer in time`, checkOf(target), 'broken'];
	}
	if (refusal !== undefined || code.startsWith('ERR_INVALID')) {
		const { message, description = '' } = refusal ?? chain.at(-1) ?? NO_REASON;
		return [
			`n8n did not send the request to ${target}: ${message}`,
			`${description} Nothing was sent`,
			'unsent',
		];
	}
	if (code === '' && PROXY.test(text)) {
		return [
			`The proxy between n8n and ${target} broke off: ${lastWords(chain)}`,
			'Check the proxy. Nothing was sent',
			'unreachable',
		];
	}
	if (code === '') {
		return [
			`The request to ${target} ended early: ${lastWords(chain)}`,
			"Check n8n's log",
			'broken',
		];
	}
	return [
		`The connection to ${target} broke before the whole answer arrived`,
		checkOf(target),
		'broken',
	];
}

const checkOf = (target: string): string =>
	`Check ${target} and the network between n8n and it, then try again`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface ErrorFacts {
	readonly name: string;
	readonly message: string;
	readonly description: string | undefined;
	readonly codes: readonly string[];
}

const NO_REASON: ErrorFacts = {
	name: '',
	message: 'no reason was given',
	description: '',
	codes: [],
};

const lastWords = (chain: readonly ErrorFacts[]): string =>
	chain.findLast(({ message }) => message !== '')?.message ?? NO_REASON.message;

const ownWords = (chain: readonly ErrorFacts[]): string => sentences(lastWords(chain));

const DEEPEST = 8;

/** An error and its causes, outermost first. n8n wraps the errors that it passes on. */
function causesOf(error: unknown): ErrorFacts[] {
	const chain: ErrorFacts[] = [];
	for (let cause = error; isRecord(cause) && chain.length < DEEPEST; cause = cause.cause) {
		const { name, message, description, code, httpCode } = cause;
		chain.push({
			name: typeof name === 'string' ? name : '',
			message: typeof message === 'string' ? message : '',
			description: typeof description === 'string' ? description : undefined,
			codes: [code, httpCode].filter((one) => typeof one === 'string'),
		});
	}
	return chain;
}

const CODE_PATTERN = /^(?=.*[A-Z])[A-Z0-9_]+$/;

/**
 * n8n's NodeApiError has Node's code in `httpCode`, other errors have it in `code`. Each can be the cause of the
 * other.
 */
const codeOf = (chain: readonly ErrorFacts[]): string | undefined =>
	chain.flatMap(({ codes }) => codes).find((code) => CODE_PATTERN.test(code));
