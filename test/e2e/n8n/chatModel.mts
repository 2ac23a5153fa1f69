import fastify from 'fastify';
import { z } from 'zod';

const askedSchema = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(
			z.object({
				function: z.object({
					name: z.string(),
					description: z.string().optional(),
					parameters: z.unknown(),
				}),
			}),
		)
		.optional(),
});

/** A chat model in the manner of OpenAI's, that calls the first tool it is offered and is content with any answer. */
export async function startChatModel(toolArguments: Record<string, unknown>) {
	/** What it was asked, in order. */
	const asked: Array<z.infer<typeof askedSchema>> = [];
	const app = fastify();
	app.post('/v1/chat/completions', (request) => {
		const question = askedSchema.parse(request.body);
		asked.push(question);
		const told = question.messages.find(({ role }) => role === 'tool');
		const tool = told === undefined ? question.tools?.[0]?.function.name : undefined;
		return completion(tool === undefined ? contentWith(told) : toolCall(tool, toolArguments));
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, asked, stop: () => app.close() };
}

/** An answer with the link that the tool told, if it told one. */
function contentWith(told: unknown) {
	const [, link = ''] = /"url\\*": *\\*"(https?:[^"\\]+)/.exec(JSON.stringify(told) ?? '') ?? [];
	const content = `Done. ${link}`.trim();
	return { finish_reason: 'stop', message: { role: 'assistant', content } };
}

const toolCall = (name: string, toolArguments: Record<string, unknown>) => ({
	finish_reason: 'tool_calls',
	message: {
		role: 'assistant',
		content: null,
		tool_calls: [
			{
				id: 'call_1',
				type: 'function',
				function: { name, arguments: JSON.stringify(toolArguments) },
			},
		],
	},
});

const completion = (choice: Record<string, unknown>) => ({
	id: 'completion-1',
	object: 'chat.completion',
	created: 0,
	model: 'stub',
	choices: [{ index: 0, ...choice }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
