import axios, { type AxiosRequestConfig } from 'axios';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	isDomainAllowed,
	isExpression,
	UserError,
} from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';
import { z } from 'zod';
import { additionalDataFor } from './additionalData';
import { EngineCredentials } from './credentials';
import { Engine } from './engine';
import { workflowOf } from './runNode';

const failedRequest = z.object({
	message: z.string(),
	cause: z
		.object({
			code: z.string().optional(),
			response: z.object({ status: z.number(), statusText: z.string().optional() }).optional(),
		})
		.optional(),
});

/** Which n8n's rules to use: the current one's, or those of the oldest one that the package supports. */
export type Generation = '1.123' | '2.41';

/**
 * Runs a credential's test as n8n's credential dialog does. In 2.41, n8n's own routing node makes the request. 1.123
 * differs only in the request, which is written out here. The service that applies the rules
 * (`credentials-tester.service.js`) isn't part of n8n-core and does the same in both versions. It is written out here
 * too.
 */
export async function testCredential(
	type: ICredentialType,
	values: ICredentialDataDecryptedObject,
	generation: Generation = '2.41',
): Promise<INodeCredentialTestResult> {
	if (!type.test) return error('No testing function found for this credential.');
	const { request, rules = [] } = type.test;
	const stage = stageOf(type, request, values);
	const sent = generation === '2.41' ? sendByRoutingNode(stage) : sendAsIn1123(stage, request);
	const answer = await sent.then(
		(body) => ({ body }),
		(failure: unknown) => ({ failure: failedRequest.parse(failure) }),
	);
	return 'failure' in answer ? explain(answer.failure, rules) : judge(answer.body, rules);
}

type Rules = NonNullable<ICredentialTestRequest['rules']>;

function explain({ message, cause }: z.infer<typeof failedRequest>, rules: Rules) {
	const { response, code } = cause ?? {};
	if (!response) return error(code ?? message);
	const { status, statusText } = response;
	const rule = rules.find((r) => r.type === 'responseCode' && r.properties.value === status);
	if (rule) return error(rule.properties.message);
	const successful = status >= 199 && status <= 299;
	return error(successful ? message : statusText || `Received HTTP status code: ${status}`);
}

/** Rules of this type can only say which answers are wrong. All others are right. */
function judge(body: unknown, rules: Rules): INodeCredentialTestResult {
	const rule = rules.find(
		(r) =>
			r.type === 'responseSuccessBody' && valueAt(body, r.properties.key) === r.properties.value,
	);
	return rule
		? error(rule.properties.message)
		: { status: 'OK', message: 'Connection successful!' };
}

function valueAt(body: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), body);
}

function error(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** What n8n builds for a test: a node with only the request, and a workflow with only this node. */
function stageOf(
	type: ICredentialType,
	request: ICredentialTestRequest['request'],
	values: ICredentialDataDecryptedObject,
) {
	const { name } = type;
	const nodeType: INodeType = {
		description: {
			...{ name: 'noOp', displayName: 'Credential test', version: 1, group: ['transform'] },
			description: 'Sends the request of a credential test',
			...{ defaults: {}, inputs: [], outputs: [] },
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
	const engine = new Engine({
		types: { nodes: { noOp: nodeType }, credentials: { [name]: type } },
	});
	const { workflow, node } = workflowOf(engine, { type: 'noOp' }, [name]);
	const credentials = new EngineCredentials({ [name]: type }, { [name]: values });
	const additionalData = additionalDataFor(workflow, credentials);
	const decrypted = () => credentials.getDecrypted(additionalData, { id: name, name }, name);
	return { name, nodeType, node, workflow, credentials, additionalData, decrypted };
}

type Stage = ReturnType<typeof stageOf>;

async function sendByRoutingNode(stage: Stage): Promise<unknown> {
	const { name, nodeType, node, workflow, additionalData } = stage;
	const data = await stage.decrypted();
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const routing = new RoutingNode(context, nodeType, { id: name, name, type: name, data });
	return (await routing.runNode())?.[0]?.[0]?.json;
}

/**
 * Makes the request like `convertN8nRequestToAxios` and `httpRequest` of n8n-core 1.123.81, with the same axios: any
 * object in `ignoreHttpStatusErrors` counts as true, and the body of a stream is Node's own response.
 */
async function sendAsIn1123(
	{ name, node, workflow, credentials, decrypted }: Stage,
	request: ICredentialTestRequest['request'],
): Promise<unknown> {
	const data = await decrypted();
	const resolve = (value: unknown): unknown =>
		isExpression(value)
			? workflow.expression.getSimpleParameterValue(node, value, 'internal', { $credentials: data })
			: value;
	const entries = Object.entries(request).map(([key, value]) => [key, resolve(value)]);
	const { allowedDomains, encoding, ...options } = resolvedRequest.parse(
		Object.fromEntries(entries),
	);
	const { headers } = await credentials.authenticate(data, name, options, workflow, node);
	const config: AxiosRequestConfig = {
		baseURL: options.baseURL,
		url: options.url,
		headers: resolvedHeaders.parse(headers),
		responseType: encoding,
		...(request.disableFollowRedirect && { maxRedirects: 0 }),
		...(request.ignoreHttpStatusErrors && { validateStatus: () => true }),
	};
	if (allowedDomains && !isDomainAllowed({ url: axios.getUri(config), allowedDomains })) {
		throw new UserError(`Only the following domains are allowed: ${allowedDomains}`);
	}
	const answer = await axios.request<unknown>(config).catch((cause: Error) => {
		throw new UserError(cause.message, { cause });
	});
	return answer.data;
}

const resolvedHeaders = z.record(z.string());
const resolvedRequest = z.object({
	baseURL: z.string(),
	url: z.string(),
	headers: resolvedHeaders.optional(),
	allowedDomains: z.string().optional(),
	encoding: z.enum(['stream', 'json']).optional(),
});
