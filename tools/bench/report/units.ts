export const number = (value: number): string => value.toFixed(2);

/** @param ms in milliseconds */
export const seconds = (ms: number): string => `${number(ms / 1000)} s`;

export const milliseconds = (ms: number): string => `${ms.toFixed(1)} ms`;

/** Of 1024 × 1024 bytes, as n8n and the vendor's limits count them. */
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** @param ms in milliseconds; the longer, the coarser */
export function duration(ms: number): string {
	if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
	if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
	return `${Math.round(ms / 60_000)} min`;
}
