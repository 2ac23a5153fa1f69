import sharp, { type OverlayOptions } from 'sharp';
import type { Box } from './drawing';

/** A font from a package, so that words look the same on every machine. */
const fontfile = require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf');

const MAX_CHARACTERS = 160;
const SMALLEST_PX = 8;

/**
 * Sets a text into a box, as large as it fits, with a glow around the letters for busy grounds.
 *
 * @param drop 0: at the top of the box; 1: at its foot
 * @returns layers for sharp's `composite`
 */
export async function letter(
	text: string,
	box: Box,
	color: string,
	glow: string,
	drop = 1,
): Promise<OverlayOptions[]> {
	// Markup cannot hold control characters and half surrogate pairs, not even escaped.
	const whole = text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.trim();
	const shown = whole.length > MAX_CHARACTERS ? `${whole.slice(0, MAX_CHARACTERS)} …` : whole;
	// A short text gets a line of moderate size, not the whole box.
	const lines = Math.ceil((shown.length * 8) / MAX_CHARACTERS);
	const width = Math.floor(box.width);
	const height = Math.floor(Math.min(box.height, (lines * width) / 9));
	if (!shown || width < SMALLEST_PX || height < SMALLEST_PX) return [];

	const escaped = shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const set = (foreground: string) => {
		const markup = `<span foreground="${foreground}">${escaped}</span>`;
		const layout = { width, height, rgba: true, wrap: 'word-char' } as const;
		return sharp({ text: { text: markup, font: 'Inter Bold', fontfile, ...layout } }).png();
	};
	const { data: input, info } = await set(color).toBuffer({ resolveWithObject: true });
	const margin = Math.ceil(height / lines / 6);
	const room = { top: margin, bottom: margin, left: margin, right: margin };
	const extended = await set(glow)
		.extend({ ...room, background: '#0000' })
		.toBuffer();
	const halo = await sharp(extended)
		.blur(margin / 2.5)
		.toBuffer();
	const left = Math.round(box.x);
	const top = Math.round(box.y + (box.height - info.height) * drop);
	const behind = { input: halo, left: left - margin, top: top - margin };
	return [behind, behind, { input, left, top }];
}
