import { randomBytes } from 'node:crypto';
import type { Results } from '../results';
import type { Outcome } from '../workshop';

/** @returns whether the imitated safety filter lets the prompt pass: it looks for the word "unsafe" */
export const isSafe = (prompt: string): boolean => !/unsafe/i.test(prompt);

/**
 * Puts an image behind a link, to be made when the link is fetched.
 *
 * @param heldBytes size of the input images that `make` holds on to
 */
export const publish = (
	results: Results,
	make: () => Promise<Buffer>,
	heldBytes = 0,
	contentType = 'image/png',
): string =>
	results.publish(
		`/api/images/ephemeral/${randomBytes(16).toString('base64url')}.${contentType.slice(6)}`,
		{ heldBytes, make: async () => ({ contentType, bytes: await make() }) },
		Date.now(),
	);

/** @returns an answer in the form that Ideogram's endpoints share, with microseconds in its time */
export const created = (data: unknown): Outcome => ({
	json: { created: new Date().toISOString().replace('Z', '000+00:00'), data },
	carriesResult: true,
});
