// @ts-check
import { z } from 'zod';

/** @typedef {import('./rest.mjs').Rest} Rest */
/** @typedef {{ apiKey: string, baseUrl: string }} PixazoKey what a `pixazoApi` credential holds */

const TYPE = 'pixazoApi';

const stored = z.object({ id: z.string(), name: z.string() });
const listed = z.array(stored.extend({ type: z.string() }));

/**
 * Stores a credential for Pixazo. A credential with the same name is changed, so that workflows keep it.
 *
 * @param {Rest} rest
 * @param {string} name
 * @param {PixazoKey} data
 * @returns {Promise<{ id: string, name: string }>} what a node names it by
 */
export async function storeCredential(rest, name, data) {
	const known = listed.parse(await rest.send('GET', '/credentials'));
	const same = known.find((credential) => credential.name === name && credential.type === TYPE);
	const body = { name, type: TYPE, data };
	const answer = same
		? await rest.send('PATCH', `/credentials/${same.id}`, body)
		: await rest.send('POST', '/credentials', body);
	const { id } = stored.parse(answer);
	return { id, name };
}

const verdict = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });

/**
 * Tests a credential as the editor does when it is saved.
 *
 * @param {Rest} rest
 * @param {{ id: string, name: string }} credential
 * @param {PixazoKey} data
 */
export async function testCredential(rest, { id, name }, data) {
	const credentials = { id, name, type: TYPE, data };
	return verdict.parse(await rest.send('POST', '/credentials/test', { credentials }));
}
