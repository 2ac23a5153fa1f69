import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const LOOK_INTERVAL_MS = 100;
const LIMIT_MS = 30_000;

/** Waits until the editor shows what it is to show. Fails with what it shows instead, after half a minute. */
export async function assertShown<T>(read: () => Promise<T>, expected: T) {
	const giveUpAtMs = Date.now() + LIMIT_MS;
	let shown = await read();
	while (!isDeepStrictEqual(shown, expected) && Date.now() < giveUpAtMs) {
		await sleep(LOOK_INTERVAL_MS);
		shown = await read();
	}
	assert.deepEqual(shown, expected);
}
