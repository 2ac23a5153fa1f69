import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../description';
import { describe } from '../operations/describe';
import { editWithTurbo, editWithV2 } from '../operations/edit';
import { generate, remixWithTurbo, remixWithV2 } from '../operations/generate';
import { v4Generate, v4Remix } from '../operations/ideogram4';
import * as models from '../operations/models';
import { removeBackground } from '../operations/removeBackground';
import type { Perform } from '../workshop';
import { exchange, type Desk } from './exchange';
import { fieldsParser } from './fields';
import { Refusal } from './refusal';

const requestStatus: Perform<{ readonly request_id: string }> = ({ request_id }, { jobs }) => {
	const json = jobs.check(request_id);
	if (!json) throw new Refusal(404, 'Not Found', 'There is no request with this ID.');
	return { json, requestId: request_id };
};

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
		serve('v4Generate', v4Generate);
		serve('v4Remix', v4Remix);
		serve('removeBackground', removeBackground);
		serve('fluxSchnell', models.fluxSchnell);
		serve('stableDiffusion3', models.stableDiffusion3);
		serve('sdxl', models.sdxl);
		serve('nanoBananaEdit', models.nanoBananaEdit);
		serve('wanTextToImage', models.wanTextToImage);
		serve('veoImageToVideo', models.veoImageToVideo);
		serve('geminiSpeech', models.geminiSpeech);
		serve('trellis3d', models.trellis3d);
		serve('requestStatus', requestStatus);
		app.all('*', (request, reply) => exchange(request, reply, undefined, desk));
		done();

		function serve<Fields>(operationId: string, perform: Perform<Fields>): void {
			const operation = operations.find((described) => described.operationId === operationId);
			if (!operation) throw new Error(`The description has no operation ${operationId}.`);
			const service = { operation, parse: fieldsParser<Fields>(operation), perform };
			app.route({
				method: operation.method,
				url: operation.path,
				handler: (request: FastifyRequest, reply: FastifyReply) =>
					exchange(request, reply, service, desk),
			});
		}
	};
