import { z } from 'zod';
import type { Rest } from './rest.mjs';

/** What a `pixazoApi` credential holds. */
export type PixazoKey = { readonly apiKey: string; readonly baseUrl: string };

const TYPE = 'pixazoApi';

const stored = z.object({ id: z.string(), name: z.string() });
/** What a node names a credential by. */
type Stored = z.infer<typeof stored>;
const listed = z.array(stored.extend({ type: z.string() }));

/** Stores a credential for Pixazo. A credential with the same name is changed, so that workflows keep it. */
export async function storeCredential(rest: Rest, name: string, data: PixazoKey): Promise<Stored> {
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

/** Tests a credential as the editor does when it is saved. */
export async function testCredential(rest: Rest, { id, name }: Stored, data: PixazoKey) {
	const credentials = { id, name, type: TYPE, data };
	return verdict.parse(await rest.send('POST', '/credentials/test', { credentials }));
}
