/** Waits for a time. The timer belongs to an abort signal, so it doesn't keep the process alive. */
export const elapse = (spanMs: number): Promise<void> =>
	new Promise((resolve) => {
		AbortSignal.timeout(spanMs).addEventListener('abort', () => resolve(), { once: true });
	});

/** @returns the moment as Ideogram writes it: microseconds, and an offset instead of a Z */
export const ideogramTimestamp = (atMs: number): string =>
	new Date(atMs).toISOString().replace('Z', '000+00:00');
