import { setTimeout as elapse } from 'node:timers/promises';
import type { Watched } from './stage.js';

const SAMPLE_EVERY_MS = 20;
const SETTLE_MS = 300;

/** Runs work and measures the resources that it uses. Idle memory is what remains after a garbage collection. */
export async function watch<T>(work: () => Promise<T>): Promise<Watched<T>> {
	globalThis.gc?.();
	await elapse(SETTLE_MS);
	const idleBytes = process.memoryUsage.rss();
	let mostBytes = idleBytes;
	const sample = () => {
		mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
	};
	const sampling = setInterval(sample, SAMPLE_EVERY_MS);
	const cpuBefore = process.cpuUsage();
	const startedAtMs = performance.now();
	try {
		const value = await work();
		const wallMs = performance.now() - startedAtMs;
		const { user, system } = process.cpuUsage(cpuBefore);
		sample();
		return { value, wallMs, cpuMs: (user + system) / 1000, peakBytes: mostBytes - idleBytes };
	} finally {
		clearInterval(sampling);
	}
}
