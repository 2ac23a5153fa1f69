import type {
	IAuthenticateGeneric,
	IAuthenticateRuleBase,
	IAuthenticateRuleResponseCode,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** What the answers to the test mean, in the words that the credential's dialog shows. 404 is not here: it is the right one. */
const FAILURES: Readonly<Record<number, string>> = {
	401: 'The API key was not accepted. Check it for missing characters, and that its subscription is active.',
	402: 'The API key is right, but the Pixazo account is out of credits.',
	403: "The API key is not allowed to do this. Check that the key's subscription includes the Ideogram APIs.",
	408: 'The gateway did not answer in time. Try again later.',
	429: 'The gateway is limiting requests just now. Wait a minute, then try again.',
};

const FAILED = 'The gateway is failing just now. Try again later.';
const REDIRECTED = 'The Base URL leads elsewhere. Put the final address of the gateway into it.';
const NOT_THE_API =
	'Something other than the Pixazo API answers at the Base URL. Check the address.';

const statuses = (first: number, last: number): number[] =>
	Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Every status but 404 means that the credential does not work, or that nobody can tell now. */
const failures = [
	...statuses(200, 299).map((status) => [status, NOT_THE_API] as const),
	...statuses(300, 399).map((status) => [status, REDIRECTED] as const),
	...statuses(400, 499).map((status) => [status, FAILURES[status] ?? NOT_THE_API] as const),
	...statuses(500, 599).map((status) => [status, FAILED] as const),
].filter(([status]) => status !== 404);

/** n8n goes through a list of rules of both kinds, though its type names lists of one. */
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
			description: 'The subscription key of your Pixazo account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://gateway.pixazo.ai',
			description:
				'The address of the gateway. Change it only for a company gateway or the local sandbox; the key is sent there and nowhere else.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'Ocp-Apim-Subscription-Key': '={{$credentials.apiKey}}' } },
	};

	/**
	 * Looks up a request that cannot exist, which costs nothing: a right key gets 404. n8n 2.x takes the other statuses as
	 * errors by `except` and then asks the `responseCode` rules. n8n 1.x takes no status as an error, but sees the status as a
	 * property of the body when that is a stream, and asks the `responseSuccessBody` rules.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/v2/requests/status/credential-test',
			encoding: 'stream',
			// The body of a compressed answer is another object, without the status, in n8n 1.x.
			headers: { 'Accept-Encoding': 'identity' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: failures.map(([status]) => status) },
		},
		rules: rulesOf(failures),
	};
}
