import type { FastifyPluginCallback } from 'fastify';
import { ZodError } from 'zod';
import { scriptedFaultSchema } from './faults';
import { settingsSchema } from './settings';
import type { Workshop } from './workshop';

/**
 * The routes that show what happened and change how the sandbox behaves. They need no key and aren't logged.
 *
 * @param operationIds what faults can be put on
 */
export const adminRoutes =
	(
		operationIds: readonly string[],
		{ settings, ledger, jobs, faults }: Workshop,
	): FastifyPluginCallback =>
	(app, _options, done) => {
		const faultSchema = scriptedFaultSchema(['any', 'media', ...operationIds]);
		app.setErrorHandler((error, _request, reply) =>
			reply.code(error instanceof ZodError ? 400 : 500).send(error),
		);
		app.get('/requests', () => ledger.requests);
		app.get('/media', () => ledger.downloads);
		app.get('/charges', () => ledger.bill());
		app.get('/callbacks', () => ledger.callbacks);
		app.get('/jobs', () => jobs.checks());
		app.post('/settings', ({ body }) =>
			Object.assign(settings, settingsSchema.partial().parse(body)),
		);
		app.post('/faults', ({ body }, reply) => {
			faults.add(faultSchema.parse(body));
			return reply.code(201).send(body);
		});
		app.delete('/log', (_request, reply) => {
			ledger.reset();
			faults.clear();
			return reply.code(204).send();
		});
		done();
	};
