import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { MODELS } from '../../../nodes/Pixazo/catalogue';
import type { Operation } from '../description';
import { runModel } from '../operations/catalogue';
import * as ideogram2 from '../operations/ideogram2';
import { removeBackground, v4Generate, v4Remix } from '../operations/queued';
import type { Perform, Workshop } from '../workshop';
import { exchange } from './exchange';
import { fieldsParser } from './fields';
import { Refusal } from './refusal';

const requestStatus: Perform<{ readonly request_id: string }> = ({ request_id }, { jobs }) => {
	const json = jobs.check(request_id);
	if (!json) throw new Refusal(404, 'Not Found', 'There is no request with this ID.');
	return { json, requestId: request_id };
};

/** Serves the operations. */
export const gateway =
	(operations: readonly Operation[], workshop: Workshop): FastifyPluginCallback =>
	(app, _options, done) => {
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
			parsed(null, body),
		);
		app.setErrorHandler(({ statusCode = 500, message }: FastifyError, _request, reply) =>
			reply.code(statusCode).send({ error: `Error ${statusCode}`, message }),
		);

		const waiting = new Map(operations.map((operation) => [operation.operationId, operation]));
		serve('v2Generate', ideogram2.generate);
		serve('v2Describe', ideogram2.describe);
		serve('v2Edit', ideogram2.editWithV2);
		serve('v2Remix', ideogram2.remixWithV2);
		serve('turboGenerate', ideogram2.generate);
		serve('turboDescribe', ideogram2.describe);
		serve('turboEdit', ideogram2.editWithTurbo);
		serve('turboRemix', ideogram2.remixWithTurbo);
		serve('v4Generate', v4Generate);
		serve('v4Remix', v4Remix);
		serve('removeBackground', removeBackground);
		serve('requestStatus', requestStatus);
		for (const { operationId, path } of [...waiting.values()]) {
			const model = MODELS.find((one) => path === `/${one.path}`);
			if (model) serve(operationId, runModel(model));
		}
		app.all('*', (request, reply) => exchange(request, reply, undefined, workshop));
		done();

		function serve<Fields>(operationId: string, perform: Perform<Fields>): void {
			const operation = waiting.get(operationId);
			if (!operation) throw new RangeError(`The description has no operation ${operationId}.`);
			waiting.delete(operationId);
			const service = { operation, parse: fieldsParser<Fields>(operation), perform };
			app.route({
				method: operation.method,
				url: operation.path,
				handler: (request: FastifyRequest, reply: FastifyReply) =>
					exchange(request, reply, service, workshop),
			});
		}
	};
