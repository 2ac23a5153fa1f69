import sharp, { type OverlayOptions } from 'sharp';
import type { Box } from './drawing';

/** A font from a package, so that words look the same on every machine. */
const FONT_FILE = require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf');

const MAX_CHARACTERS = 160;

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
	const shown = printable(text);
	if (!shown) return [];
	// A short text gets a line of moderate size, not the whole box.
	const lines = Math.ceil((shown.length * 8) / MAX_CHARACTERS);
	const [width, height] = [
		Math.floor(box.width),
		Math.floor(Math.min(box.height, (lines * box.width) / 9)),
	];
	const set = (foreground: string) =>
		sharp({
			text: {
				text: `<span foreground="${foreground}">${escapeMarkup(shown)}</span>`,
				...{ font: 'Inter Bold', fontfile: FONT_FILE, width, height, rgba: true },
				wrap: 'word-char',
			},
		});
	const { data, info } = await set(color).png().toBuffer({ resolveWithObject: true });
	const margin = Math.ceil(height / lines / 6);
	const background = { r: 0, g: 0, b: 0, alpha: 0 };
	const halo = await set(glow)
		.extend({ top: margin, bottom: margin, left: margin, right: margin, background })
		.png()
		.toBuffer()
		.then((extended) =>
			sharp(extended)
				.blur(margin / 2.5)
				.png()
				.toBuffer(),
		);
	const left = Math.round(box.x);
	const top = Math.round(box.y + (box.height - info.height) * drop);
	const behind = { input: halo, left: left - margin, top: top - margin };
	return [behind, behind, { input: data, left, top }];
}

/** Markup cannot hold control characters and half surrogate pairs, not even escaped. */
const printable = (text: string): string => {
	const whole = text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.trim();
	return whole.length > MAX_CHARACTERS ? `${whole.slice(0, MAX_CHARACTERS).trim()} …` : whole;
};

const escapeMarkup = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
