import type { Size } from './measure';

/** The sizes that Ideogram's second generation paints at, by `aspect_ratio`. */
export const RESOLUTIONS = {
	ASPECT_1_1: { width: 1024, height: 1024 },
	ASPECT_10_16: { width: 800, height: 1280 },
	ASPECT_16_10: { width: 1280, height: 800 },
	ASPECT_9_16: { width: 736, height: 1312 },
	ASPECT_16_9: { width: 1312, height: 736 },
	ASPECT_3_2: { width: 1248, height: 832 },
	ASPECT_2_3: { width: 832, height: 1248 },
	ASPECT_4_3: { width: 1152, height: 864 },
	ASPECT_3_4: { width: 864, height: 1152 },
	ASPECT_1_3: { width: 512, height: 1536 },
	ASPECT_3_1: { width: 1536, height: 512 },
} as const satisfies Record<string, Size>;

export type AspectRatio = keyof typeof RESOLUTIONS;
