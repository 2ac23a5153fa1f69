import { z } from 'zod';
import { storeCredential } from '../../../tools/localN8n/credentials.mjs';
import { Rest } from '../../../tools/localN8n/rest.mjs';
import { activateWorkflow, storeWorkflow } from '../../../tools/localN8n/workflows.mjs';
import type { WorkflowFile } from '../../../tools/localN8n/workflows.mjs';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient.js';

/** What `npm run test:queue` started, and says by an environment variable. */
const { mainUrl, webhookUrl, pidPaths, gatewayUrl, adminUrl, apiKey } = z
	.object({
		mainUrl: z.string(),
		webhookUrl: z.string(),
		pidPaths: z.tuple([z.string(), z.string()]),
		gatewayUrl: z.string(),
		adminUrl: z.string(),
		apiKey: z.string(),
	})
	.parse(JSON.parse(process.env.E2E_STAGE ?? '{}'));

export { apiKey, gatewayUrl, pidPaths };

export const sandbox = new SandboxAdmin(adminUrl);

export const rest = new Rest(mainUrl);
await rest.logIn();

export const credential = await storeCredential(rest, 'Pixazo sandbox', {
	apiKey,
	baseUrl: gatewayUrl,
});

/** Puts a workflow to work that starts with a webhook, and returns its address at the webhook process. */
export async function publish(workflowAt: (path: string) => WorkflowFile) {
	const path = `cut-out-${Date.now()}`;
	await activateWorkflow(rest, await storeWorkflow(rest, workflowAt(path)));
	return `${webhookUrl}/webhook/${path}`;
}
