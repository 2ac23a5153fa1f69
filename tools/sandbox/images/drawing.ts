import type { Chance } from '../chance';
import type { Palette } from './colors';

export interface Size {
	readonly width: number;
	readonly height: number;
}

/** Decodes a damaged image as far as possible, as Pixazo does. */
export const LENIENT = { failOn: 'none' } as const;

/** What a scene is painted with. */
export interface Canvas extends Size {
	readonly palette: Palette;
	readonly chance: Chance;
}

/** A rectangle, in pixels. */
export interface Box extends Size {
	readonly x: number;
	readonly y: number;
}

/** @returns `count` whole numbers from 0 */
export const range = (count: number): number[] =>
	Array.from({ length: count }, (_, index) => index);

/** Two decimals are finer than a pixel, and keep the SVG small. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** @param stops colors from the top to the bottom, spread evenly */
export function verticalGradient(id: string, ...stops: readonly string[]): string {
	const inner = stops.map(
		(color, index) => `<stop offset="${index / (stops.length - 1)}" stop-color="${color}"/>`,
	);
	return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${inner.join('')}</linearGradient>`;
}

/** @returns an SVG file */
export const svgFile = ({ width, height }: Size, content: string): Buffer =>
	Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
	);
