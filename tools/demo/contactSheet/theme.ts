/** Measures of the contact sheet, in pixels. */
export const PAGE = { width: 1600, margin: 56, corner: 36 } as const;
export const HEADER = { height: 148 } as const;
export const LABEL = { width: 204, fontPx: 31, lineHeightPx: 36 } as const;
export const CELL = { width: 412, height: 275, corner: 18, gap: 26 } as const;
export const INSET = { width: 120, height: 80, corner: 10, offset: 12 } as const;
export const CAPTION = { height: 66, gap: 12 } as const;
export const ROW = { gap: 22 } as const;

export const COLOURS = {
	page: '#f7f5f0',
	ink: '#1d1f2b',
	faint: '#6d6f7c',
	edge: '#1d1f2b2e',
	paper: '#ffffff',
	accent: '#6a3de8',
	checker: ['#ffffff', '#dfe2e8'],
} as const;
