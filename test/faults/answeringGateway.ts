import fastify, { type FastifyInstance } from 'fastify';
import { PNG } from '../support/pictures';
import type { MalformedAnswer } from './malformedAnswers';

/** A PNG that says to be 65,000 pixels wide and high: 17 GB for whoever decodes it. */
const BOMB = Buffer.concat([
	Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xfd\xe8\0\0\xfd\xe8\x08\x06\0\0\0', 'latin1'),
	Buffer.alloc(1000),
]);
const PAGE = '<!DOCTYPE html><script>alert(1)</script>';

/** Gives each item the answers that are meant for it, one after the other. The item is the `case-<number>` in its request. */
export class AnsweringGateway {
	private app: FastifyInstance | undefined;
	private answers: ReadonlyArray<readonly MalformedAnswer[]> = [];
	private asked: number[] = [];
	url = '';

	async start(): Promise<void> {
		const app = fastify({ forceCloseConnections: true });
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) =>
			parsed(null, body),
		);
		app.get('/picture.png', (_request, reply) => reply.type('image/png').send(PNG));
		app.get('/page.html', (_request, reply) => reply.type('text/html').send(PAGE));
		app.get('/page.png', (_request, reply) => reply.type('image/png').send(PAGE));
		app.get('/bomb.png', (_request, reply) => reply.type('image/png').send(BOMB));
		app.get('/empty', (_request, reply) => reply.type('image/png').send(''));
		app.get('/circle', (_request, reply) => reply.redirect('/circle'));
		app.get('/v2/requests/status/:id', ({ url }, reply) => {
			const { status, contentType, body } = this.answerTo(url);
			return reply.code(status).type(contentType).send(Buffer.from(body));
		});
		app.post('*', ({ body }, reply) => {
			const answer = this.answerTo(String(body));
			return reply.code(answer.status).type(answer.contentType).send(Buffer.from(answer.body));
		});
		this.url = await app.listen({ host: '127.0.0.1', port: 0 });
		this.app = app;
	}

	async close(): Promise<void> {
		await this.app?.close();
	}

	/** The media origin has another name than the gateway, and so is another origin. */
	get mediaUrl(): string {
		return this.url.replace('127.0.0.1', 'localhost');
	}

	/** @param answers of each case, in the order that they are asked for; afterwards a request counts as completed. */
	play(answers: ReadonlyArray<readonly MalformedAnswer[]>): void {
		this.answers = answers;
		this.asked = answers.map(() => 0);
	}

	private answerTo(request: string): MalformedAnswer {
		const index = Number(/case-(\d+)/.exec(request)?.[1]);
		const turn = this.asked[index] ?? 0;
		this.asked[index] = turn + 1;
		const answer = this.answers[index]?.[turn] ?? this.completed;
		return { ...answer, body: answer.body.replaceAll('/again', `/case-${index}`) };
	}

	private get completed(): MalformedAnswer {
		const output = { media_url: [`${this.mediaUrl}/picture.png`] };
		const body = JSON.stringify({ status: 'COMPLETED', output });
		return { status: 200, contentType: 'application/json', body };
	}
}
