import type {
	IAuthenticateGeneric,
	IAuthenticateRuleBase,
	IAuthenticateRuleResponseCode,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { BEYOND_BASE_URL, GATEWAY_ADDRESS, SENDABLE_KEY } from '../nodes/shared/http/baseUrl';

/** The texts that the credential's dialog shows for each status. 404 isn't here: it means that the key works. */
const MEANINGS: Readonly<Record<number, string>> = {
	401: 'The API key was not accepted. Copy it again from https://api-console.pixazo.ai/api_keys and make sure that its subscription is active.',
	402: 'The API key works, but the Pixazo account is out of credits. Add credits at https://api-console.pixazo.ai/dashboard.',
	403: 'The API key is not allowed to use the Pixazo API. Check its subscription and the balance of the account at https://api-console.pixazo.ai/dashboard.',
	408: 'The gateway did not answer in time. Try again later.',
	429: 'The gateway is limiting requests right now. Wait a minute, then try again.',
};

const UNAVAILABLE = 'The gateway is not available right now. Try again later.';
const REDIRECTED = 'The Base URL redirects to another address. Enter the final address.';
const NOT_THE_API = 'The Base URL does not lead to the Pixazo API. Check the address.';

const statuses = (first: number, last: number): number[] =>
	Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Every status but 404: the credential doesn't work, or it can't be tested right now. */
const failures = [
	...statuses(200, 299).map((status) => [status, NOT_THE_API] as const),
	...statuses(300, 399).map((status) => [status, REDIRECTED] as const),
	...statuses(400, 499).map((status) => [status, MEANINGS[status] ?? NOT_THE_API] as const),
	...statuses(500, 599).map((status) => [status, UNAVAILABLE] as const),
].filter(([status]) => status !== 404);

/** n8n takes lists with both kinds of rules, although its type allows only one kind in a list. */
function rulesOf(meanings: ReadonlyArray<readonly [number, string]>) {
	const rules: IAuthenticateRuleResponseCode[] = meanings.map(([value, message]) => ({
		type: 'responseCode',
		properties: { value, message },
	}));
	const bothKinds: IAuthenticateRuleBase[] = rules;
	for (const [value, message] of meanings) {
		bothKinds.push({
			type: 'responseSuccessBody',
			properties: { key: 'statusCode', value, message },
		});
	}
	return rules;
}

const KEY = '$credentials.apiKey.trim()';
const IS_KEY = `${SENDABLE_KEY}.test(${KEY})`;
const ADDRESS = '$credentials.baseUrl.trim()';
const IS_ADDRESS = `${GATEWAY_ADDRESS}.test(${ADDRESS})`;

/** n8n shows these after "Only the following domains are allowed: ". */
const NO_KEY =
	'none, because the API Key is empty or has a character that cannot be sent. Enter the key again, on one line and without quotes.';
const NO_ADDRESS =
	'none, because the Base URL is not usable. It must begin with https:// or http://, without a user name or password.';

export class PixazoApi implements ICredentialType {
	name = 'pixazoApi';

	displayName = 'Pixazo API';

	icon = { light: 'file:pixazo.svg', dark: 'file:pixazo.dark.svg' } as const;

	documentationUrl = 'https://www.pixazo.ai/models/ideogram';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The key of your Pixazo account. You find it in the <a href="https://api-console.pixazo.ai/api_keys" target="_blank">Pixazo API console</a>.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://gateway.pixazo.ai',
			description:
				'The address of the gateway. Change it only for a company gateway or the local sandbox. The key is sent to this address only.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'Ocp-Apim-Subscription-Key': `={{ ${KEY} }}` } },
	};

	/**
	 * Asks for a job that can't exist, which costs nothing. If the key works, the answer is 404. n8n 2.x treats the
	 * other statuses as errors because of `except`, and then applies the `responseCode` rules. n8n 1.x treats no status
	 * as an error, but finds the status as a property of the body if the body is a stream, and applies the
	 * `responseSuccessBody` rules.
	 *
	 * If the nodes would refuse the key or the Base URL, no domain is allowed. n8n then sends nothing and shows why.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${IS_KEY} && ${IS_ADDRESS} ? ${ADDRESS}.replace(${BEYOND_BASE_URL}, '') : '' }}`,
			url: '/v2/requests/status/credential-test',
			allowedDomains: `={{ ${IS_KEY} ? (${IS_ADDRESS} ? '' : '${NO_ADDRESS}') : '${NO_KEY}' }}`,
			encoding: 'stream',
			// In n8n 1.x, the body of a compressed answer is another object, which has no status.
			headers: { 'Accept-Encoding': 'identity' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: failures.map(([status]) => status) },
		},
		rules: rulesOf(failures),
	};
}
