import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { outputOf } from '../../../tools/localN8n/executions.mjs';
import type { WorkflowFile } from '../../../tools/localN8n/workflows.mjs';
import { startChatModel } from './chatModel.mjs';
import { activate, example, nodeIn, withNode } from './exampleWorkflows.mjs';
import { formOf, photo } from './images.mjs';
import { nodeOf, runPinned, TRIGGER } from '../workflows.mjs';
import { assertSuccess, credential, imageLink, major, n8nUrl, rest, sandbox } from './stage.mjs';

const AGENT = 'Agent';
const MODEL = 'Model';
const TOOL = 'Pixazo tool';
const CHAT = 'When chat message received';

/** By the name of what the agent gives to the tool. */
const fromAgent = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;
const imageUrl = fromAgent('imageUrl');

const TOOL_CALLS = [
	[
		'generates an image',
		'ideogramTool',
		{ operation: 'generate', prompt: fromAgent('prompt') },
		/https?:\/\/[^"]+\.png/,
		/^Done\. http/,
	],
	[
		'describes an image that it has only a link to',
		'ideogramTurboTool',
		{ operation: 'describe', inputSource: 'url', imageUrl },
		/"description":/,
		/^Done\.$/,
	],
	[
		'removes a background',
		'removeBackgroundTool',
		{ operation: 'remove', imageUrl, options: { pollInterval: 1 } },
		/"status":"COMPLETED".*"url":"https?:/s,
		/^Done\. http/,
	],
] as const;

describe('an agent', () => {
	beforeEach(() => sandbox.reset());

	for (const [what, node, parameters, told, said] of TOOL_CALLS) {
		test(`${what} by a tool call, and is told the result`, async () => {
			const given =
				'prompt' in parameters ? { prompt: 'a lighthouse' } : { imageUrl: await imageLink() };
			const answer = await askAgent(given, node, parameters);
			assert.match(answer.told, told);
			assert.match(String(answer.said), said);
		});
	}

	test('removes the background of a photo from the chat, as example 8 does', async () => {
		const model = await startChatModel({});
		try {
			const openAiApi = await modelCredential(model.url);
			const chat = withNode(example('8'), 'Chat Model', { credentials: { openAiApi } });
			const { parameters } = nodeIn(chat, CHAT);
			const isPublic = { parameters: { ...parameters, public: true } };
			const { nodes } = await activate(withNode(chat, CHAT, isPublic));
			const said = await sayInChat(nodes.find(({ name }) => name === CHAT)?.webhookId);
			const [request] = await sandbox.requests();
			assert.equal(request?.imageHash, createHash('sha256').update(photo.jpeg.bytes).digest('hex'));
			const [download] = await sandbox.downloads();
			assert.match(said, /^Done\. https?:/);
			assert.ok(said.endsWith(`${download?.path}`), `${said} ${download?.path}`);
			assert.ok(!JSON.stringify(model.asked).includes('base64'), 'the model got the photo');
		} finally {
			await model.stop();
		}
	});

	// In n8n 1 an error of a tool ends the execution, and the agent is told nothing.
	if (major === '2') {
		test('is told what went wrong', async () => {
			const parameters = { operation: 'remove', imageUrl };
			const given = { imageUrl: 'not a link' };
			const { told } = await askAgent(given, 'removeBackgroundTool', parameters);
			assert.match(told, /Image URL.*not a link/);
		});
	}
});

/** Uploads a photo to a public chat, and returns the answer. */
async function sayInChat(webhookId: unknown): Promise<string> {
	const message = { action: 'sendMessage', sessionId: 'one', chatInput: 'Remove the background' };
	const body = formOf({ ...message, files: photo.jpeg });
	const answer = await fetch(`${n8nUrl}/webhook/${webhookId}/chat`, { method: 'POST', body });
	const text = await answer.text();
	assert.equal(answer.status, 200, text);
	return z.object({ output: z.string() }).parse(JSON.parse(text)).output;
}

/**
 * Lets an agent call one tool, named without the package, and returns what the agent said in the end, and what it was told
 * by the tool. The chat model calls it with `toolArguments`.
 */
async function askAgent(
	toolArguments: Record<string, unknown>,
	node: string,
	parameters: Record<string, unknown>,
) {
	const model = await startChatModel(toolArguments);
	try {
		const tool = nodeOf(TOOL, `n8n-nodes-pixazo.${node}`, 1, parameters);
		const workflow = agentWorkflow(tool, await modelCredential(model.url));
		const execution = await runPinned(rest, workflow);
		assertSuccess(execution);
		const answers = model.asked.flatMap(({ messages }) => messages);
		const told = answers.find(({ role }) => role === 'tool')?.content;
		const said = outputOf(execution, AGENT)[0]?.json.output;
		return { said, told: typeof told === 'string' ? told : JSON.stringify(told) };
	} finally {
		await model.stop();
	}
}

const stub = { model: { __rl: true, mode: 'id', value: 'stub' } };

const agentWorkflow = (
	tool: ReturnType<typeof nodeOf>,
	openAiApi: typeof credential,
): WorkflowFile => ({
	name: tool.type,
	nodes: [
		nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {}),
		nodeOf(AGENT, '@n8n/n8n-nodes-langchain.agent', major === '2' ? 3.1 : 3, {
			promptType: 'define',
			text: 'Make me an image.',
		}),
		nodeOf(MODEL, '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, stub, {
			credentials: { openAiApi },
		}),
		{ ...tool, credentials: { pixazoApi: credential } },
	],
	connections: {
		[TRIGGER]: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
		[MODEL]: { ai_languageModel: [[{ node: AGENT, type: 'ai_languageModel', index: 0 }]] },
		[TOOL]: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
	},
});

async function modelCredential(url: string) {
	const body = { name: 'Chat model', type: 'openAiApi', data: { apiKey: 'none', url } };
	const { id } = z.object({ id: z.string() }).parse(await rest.send('POST', '/credentials', body));
	return { id, name: body.name };
}
