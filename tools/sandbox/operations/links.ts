import { randomBytes } from 'node:crypto';
import type { ImageType } from '../uploads';
import type { Results } from '../results';

/** @returns whether the imitated safety filter lets the prompt pass: it looks for the word "unsafe" */
export const isSafe = (prompt: string): boolean => !/unsafe/i.test(prompt);

/**
 * Puts a PNG behind a link as Ideogram's are.
 *
 * @param heldBytes size of the uploads that `make` holds on to
 */
export const publishPng = (
	results: Results,
	make: () => Promise<Buffer>,
	heldBytes: number,
): string =>
	results.publish(
		`/api/images/ephemeral/${token()}.png`,
		{ heldBytes, make: async () => ({ contentType: 'image/png', bytes: await make() }) },
		Date.now(),
	);

/** Puts an image behind a link as it is. */
export const publishAsIs = (results: Results, bytes: Buffer, contentType: ImageType): string =>
	results.publish(
		`/api/images/direct/${token()}`,
		{ heldBytes: bytes.length, make: () => Promise.resolve({ contentType, bytes }) },
		Date.now(),
	);

const token = (): string => randomBytes(16).toString('base64url');
