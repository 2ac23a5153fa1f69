import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	INode,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';
import { z } from 'zod';
import { additionalDataFor } from './additionalData';
import { EngineCredentials } from './credentials';
import { NodeTypes } from './nodeTypes';
import { asSaved } from './workflow';

const failedRequest = z.object({
	message: z.string(),
	cause: z
		.object({
			code: z.string().optional(),
			response: z.object({ status: z.number(), statusText: z.string().optional() }).optional(),
		})
		.optional(),
});

/**
 * Runs a credential type's declarative test as n8n 2.41's credential dialog does: the request is
 * made by n8n's own routing node, and n8n's service, which is not part of n8n-core, is
 * followed here in what it makes of the answer.
 */
export async function testCredential(
	type: ICredentialType,
	values: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	if (!type.test) return error('No testing function found for this credential.');
	const { request, rules = [] } = type.test;
	const answer = await send(type, request, values).then(
		(items) => ({ body: items?.[0]?.[0]?.json }),
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

/** A rule of this type can only say which answer is wrong; whatever none names is right. */
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

async function send(
	type: ICredentialType,
	request: ICredentialTestRequest['request'],
	values: ICredentialDataDecryptedObject,
) {
	const name = type.name;
	const nodeType: INodeType = {
		description: {
			name: 'noOp',
			displayName: 'Credential test',
			description: 'Sends the request of a credential test',
			group: ['transform'],
			version: 1,
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id: name, name } },
	};
	const nodeTypes = new NodeTypes({ noOp: nodeType });
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const credentials = new EngineCredentials({ [name]: type }, { [name]: values });
	const additionalData = additionalDataFor('test', 'internal', asSaved(workflow), credentials);
	const data = await credentials.getDecrypted(additionalData, { id: name, name }, name);
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
	return await new RoutingNode(context, nodeType, { id: name, name, type: name, data }).runNode();
}
