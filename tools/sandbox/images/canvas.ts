import type { Chance } from '../chance';
import type { Palette } from './palettes';
import type { Size } from './measure';

/** What a scene is painted with. */
export interface Canvas extends Size {
	readonly palette: Palette;
	readonly chance: Chance;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A rectangle, in pixels. */
export interface Box extends Point, Size {}

/** A painted scene, and where and how the prompt is to be lettered on it. */
export interface Scene {
	/** SVG elements */
	readonly svg: string;
	readonly lettering: Lettering;
}

export interface Lettering {
	readonly box: Box;
	readonly colour: string;
	readonly family: 'serif' | 'sans';
	readonly weight: 400 | 700;
	/** a line around the letters, for busy grounds */
	readonly outline?: string;
	/** which edge of the box the lines keep to */
	readonly align: 'top' | 'middle' | 'bottom';
}

/** @returns `count` whole numbers from 0 */
export const range = (count: number): number[] =>
	Array.from({ length: count }, (_, index) => index);

/** @returns a path with straight lines through the points */
export const polyline = (points: readonly Point[]): string =>
	points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${round(x)} ${round(y)}`).join('');

/** @returns a path that runs smoothly through the points, level at each of them */
export const wave = (points: readonly Point[]): string =>
	points
		.map((point, index) => {
			const before = points[index - 1];
			if (!before) return `M${round(point.x)} ${round(point.y)}`;
			const middle = (before.x + point.x) / 2;
			return `C${[middle, before.y, middle, point.y, point.x, point.y].map(round).join(' ')}`;
		})
		.join('');

/** Two decimals are finer than a pixel, and keep the SVG small. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** @param stops colours from the top to the bottom, spread evenly */
export const verticalGradient = (id: string, stops: readonly string[]): string =>
	`<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`;

const stopsOf = (stops: readonly string[]): string =>
	stops
		.map((colour, index) => `<stop offset="${index / (stops.length - 1)}" stop-color="${colour}"/>`)
		.join('');
