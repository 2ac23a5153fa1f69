import type { FastifyPluginCallback } from 'fastify';
import type { z } from 'zod';
import { scriptedFaultSchema, type FaultScript } from './faults';
import { settingsSchema } from './settings';
import type { Workshop } from './workshop';

/**
 * The routes that look behind the scenes and pull the strings. They want no key and are not logged.
 *
 * @param operationIds what faults can be put on
 */
export const adminRoutes =
	(
		operationIds: readonly string[],
		faults: FaultScript,
		{ settings, ledger, jobs }: Workshop,
	): FastifyPluginCallback =>
	(app, _options, done) => {
		const faultSchema = scriptedFaultSchema(['any', 'media', ...operationIds]);
		const patchSchema = settingsSchema.partial();

		app.get('/requests', () => ledger.requests);
		app.get('/media', () => ledger.downloads);
		app.get('/charges', () => ledger.bill());
		app.get('/callbacks', () => ledger.callbacks);
		app.get('/jobs', () => jobs.checks());
		app.get('/settings', () => settings);
		app.delete('/log', (_request, reply) => {
			ledger.reset();
			faults.clear();
			return reply.code(204).send();
		});
		app.delete('/faults', (_request, reply) => {
			faults.clear();
			return reply.code(204).send();
		});
		app.post('/faults', ({ body }, reply) => {
			const parsed = faultSchema.safeParse(body);
			if (!parsed.success) return reply.code(400).send(complaint(parsed.error));
			faults.add(parsed.data);
			return reply.code(201).send(parsed.data);
		});
		app.post('/settings', ({ body }, reply) => {
			const parsed = patchSchema.safeParse(body);
			if (!parsed.success) return reply.code(400).send(complaint(parsed.error));
			Object.assign(settings, parsed.data);
			return reply.send(settings);
		});
		done();
	};

const complaint = ({ issues }: z.ZodError) => ({
	error: 'Bad Request',
	message: issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '),
});
