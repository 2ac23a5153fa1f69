import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { storeCredential } from '../../../tools/localN8n/credentials.mjs';
import { SandboxAdmin } from '../../../tools/sandbox/adminClient.js';
import { startSandbox } from '../../../tools/sandbox/ownProcess.mjs';
import type { Settings } from '../../../tools/sandbox/settings.js';
import { activate } from './exampleWorkflows.mjs';
import { formOf, photo } from './images.mjs';
import { inARow, nodeOf } from '../workflows.mjs';
import { n8nUrl, rest } from './stage.mjs';

const answerSchema = z.object({
	request_id: z.string(),
	created_at: z.string().transform(Date.parse),
	completed_at: z.string().transform(Date.parse),
});

/** How many durations are remembered. */
const KNOWN = 4;
const WARM_CALLS = 4;

/** How late the status of a finished job may be checked, once four durations are known. */
const DURATIONS = [
	{ jobSeconds: 2, limitMs: 250 },
	{ jobSeconds: 4, limitMs: 300 },
	{ jobSeconds: 15, limitMs: 650 },
];

describe('calls of a webhook, each an execution of its own', () => {
	test('wait little longer than their jobs once four are known, with one status check', async (t) => {
		// One after another: n8n 1 mixes up the transactions of SQLite.
		const webhooks = [];
		for (const { jobSeconds, limitMs } of DURATIONS) {
			webhooks.push({ jobSeconds, limitMs, ...(await webhook({ jobSeconds })) });
		}
		await Promise.all(
			webhooks.map(async ({ jobSeconds, limitMs, call, sandbox, stop }) => {
				const calls = [];
				while (calls.length < KNOWN + WARM_CALLS) calls.push(await call());
				const checks = (await sandbox.requests()).filter(({ kind }) => kind === 'check');
				await stop();
				const seen = calls.map(({ requestId, doneAtMs, beyondMs }) => {
					const own = checks.filter((check) => check.requestId === requestId);
					return { checks: own.length, lagMs: Number(own.at(-1)?.at) - doneAtMs, beyondMs };
				});
				t.diagnostic(`Jobs of ${jobSeconds} s: ${JSON.stringify(seen)}`);
				const inTime = seen.slice(KNOWN).filter((one) => one.checks === 1 && one.lagMs <= limitMs);
				// A busy machine may delay some.
				assert.ok(inTime.length >= WARM_CALLS / 2, `of jobs of ${jobSeconds} s: ${inTime.length}`);
			}),
		);
	});

	test('share the pause when the gateway takes ten paid requests a second', async (t) => {
		const { call, sandbox, stop } = await webhook({ jobSeconds: 1, paidPerSecond: 10 });
		const answers = await Promise.all(Array.from({ length: 50 }, call));
		const refused = (await sandbox.requests()).filter(({ status }) => status === 429).length;
		const { count } = await sandbox.charges();
		await stop();
		t.diagnostic(`50 calls: ${refused} requests refused with 429`);
		assert.equal(new Set(answers.map(({ requestId }) => requestId)).size, 50);
		assert.equal(count, 50);
	});
});

/** A webhook that removes the background of a photo, with a sandbox of its own, which has the settings. */
async function webhook(settings: Partial<Settings>) {
	const { stop, adminUrl, apiKey, gatewayUrl } = await startSandbox();
	const sandbox = new SandboxAdmin(adminUrl);
	await sandbox.set({ jobJitter: 0, ...settings });
	const pixazoApi = await storeCredential(rest, gatewayUrl, { apiKey, baseUrl: gatewayUrl });
	const path = `calls-${new URL(gatewayUrl).port}`;
	const hook = { httpMethod: 'POST', path, responseMode: 'lastNode' };
	const remove = { inputSource: 'binary' };
	const nodes = [
		nodeOf('Photo', 'n8n-nodes-base.webhook', 2, hook, { webhookId: path }),
		nodeOf('Remove Background', 'n8n-nodes-pixazo.removeBackground', 1, remove, {
			credentials: { pixazoApi },
		}),
	];
	await activate(inARow(path, nodes));
	const call = async () => {
		const body = formOf({ data: photo.png });
		const calledAtMs = Date.now();
		const answer = await fetch(`${n8nUrl}/webhook/${path}`, { method: 'POST', body });
		const tookMs = Date.now() - calledAtMs;
		const job = answerSchema.parse(await answer.json());
		const beyondMs = tookMs - (job.completed_at - job.created_at);
		return { requestId: job.request_id, doneAtMs: job.completed_at, beyondMs };
	};
	return { call, sandbox, stop };
}
