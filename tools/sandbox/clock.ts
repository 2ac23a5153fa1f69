/** Waits for a span of time. The timer belongs to an abort signal, which lets the process end meanwhile. */
export const elapse = (spanMs: number): Promise<void> =>
	new Promise((resolve) => {
		AbortSignal.timeout(spanMs).addEventListener('abort', () => resolve(), { once: true });
	});

/** @returns the moment as Ideogram writes it: microseconds, and an offset instead of a Z */
export const ideogramTimestamp = (atMs: number): string =>
	new Date(atMs).toISOString().replace('Z', '000+00:00');
