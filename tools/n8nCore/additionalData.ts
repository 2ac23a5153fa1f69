import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import { UserError } from 'n8n-workflow';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

// n8n builds resume links when it prepares expressions, so these URLs must be valid.
const INSTANCE = 'http://localhost:5678/';
const EXECUTION_ID = '1';

const unavailable = (what: string) => async (): Promise<never> => {
	throw new UserError(`The engine has no ${what}`);
};

/** The data about an n8n instance that running nodes ask for. */
export function additionalDataFor(
	{ id, name = '', nodes, connectionsBySourceNode: connections, settings }: Workflow,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const now = new Date();
	const saved = {
		...{ id, name, nodes: Object.values(nodes), connections, settings },
		...{ active: false, activeVersionId: null, isArchived: false, createdAt: now, updatedAt: now },
	};
	return {
		executionId: EXECUTION_ID,
		workflowId: id,
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('manual', EXECUTION_ID, saved),
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		logAiEvent: () => {},
		executeWorkflow: unavailable('sub-workflows'),
		getRunExecutionData: unavailable('earlier executions'),
		getRuntimeCredential: unavailable('runtime credentials'),
		startRunnerTask: unavailable('task runners'),
		instanceBaseUrl: INSTANCE,
		restApiUrl: `${INSTANCE}rest`,
		formBaseUrl: `${INSTANCE}form`,
		formWaitingBaseUrl: `${INSTANCE}form-waiting`,
		formTestBaseUrl: `${INSTANCE}form-test`,
		webhookBaseUrl: `${INSTANCE}webhook`,
		webhookWaitingBaseUrl: `${INSTANCE}webhook-waiting`,
		webhookTestBaseUrl: `${INSTANCE}webhook-test`,
		mcpBaseUrl: `${INSTANCE}mcp`,
		mcpTestBaseUrl: `${INSTANCE}mcp-test`,
	};
}
