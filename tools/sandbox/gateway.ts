import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from './description';
import { exchange, turnAway, type Desk } from './exchange';
import { fieldsParser } from './fields';
import { describe } from './operations/describe';
import { editWithTurbo, editWithV2 } from './operations/edit';
import { generate } from './operations/generate';
import { remixWithTurbo, remixWithV2 } from './operations/remix';
import { removeBackground } from './operations/removeBackground';
import { requestStatus } from './operations/requestStatus';
import type { Perform } from './workshop';

/**
 * Serves the described operations.
 *
 * @throws Error when the description lacks an operation that the sandbox performs
 */
export const gateway =
	(operations: readonly Operation[], desk: Desk): FastifyPluginCallback =>
	(app, _options, done) => {
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
			parsed(null, body),
		);

		app.setErrorHandler(({ statusCode = 500, message }: FastifyError, _request, reply) =>
			reply.code(statusCode).send({ error: `Error ${statusCode}`, message }),
		);

		serve('v2Generate', generate);
		serve('v2Describe', describe);
		serve('v2Edit', editWithV2);
		serve('v2Remix', remixWithV2);
		serve('turboGenerate', generate);
		serve('turboDescribe', describe);
		serve('turboEdit', editWithTurbo);
		serve('turboRemix', remixWithTurbo);
		serve('removeBackground', removeBackground);
		serve('requestStatus', requestStatus);
		app.all('*', (request, reply) => turnAway(request, reply, desk));
		done();

		function serve<Fields>(operationId: string, perform: Perform<Fields>): void {
			const operation = operations.find((described) => described.operationId === operationId);
			if (!operation) throw new Error(`The description has no operation ${operationId}.`);
			const parse = fieldsParser<Fields>(operation);
			app.route({
				method: operation.method,
				url: operation.path,
				handler: (request: FastifyRequest, reply: FastifyReply) =>
					exchange(request, reply, { operation, parse, perform }, desk),
			});
		}
	};
