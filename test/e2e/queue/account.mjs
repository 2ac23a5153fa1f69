// @ts-check
import { sandbox } from './stage.mjs';

/**
 * Sets what the sandbox would have charged for against what callers got.
 *
 * @param {Array<string | undefined>} answered request IDs
 */
export async function accountFor(answered) {
	const { requestIds: charged } = await sandbox.charges();
	const unanswered = charged.filter((requestId) => !answered.includes(requestId));
	return { charged: charged.length, unanswered };
}

/**
 * @param {string[]} requestIds
 * @returns {Promise<number>} how often each was looked up, on average
 */
export async function lookUpsPerJob(requestIds) {
	const lookUps = await sandbox.checks();
	const counts = requestIds.map((requestId) => lookUps[requestId] ?? 0);
	const sum = counts.reduce((total, count) => total + count, 0);
	return Math.round((10 * sum) / counts.length) / 10;
}
