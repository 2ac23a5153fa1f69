import sharp from 'sharp';
import { COLOURS } from './theme';

export interface TextStyle {
	readonly fontPx: number;
	readonly colour?: string;
	readonly weight?: 'normal' | 'bold';
	/** at which the lines are broken */
	readonly widthPx: number;
	/** room between lines */
	readonly leadingPx?: number;
}

const FONTS = 'Helvetica Neue, Liberation Sans, DejaVu Sans, sans-serif';

/** At this resolution a font's point is a pixel. */
const DPI = 72;

/** Sets a text, broken into lines. @returns a transparent PNG file, cut to the text's edges */
export async function setText(text: string, style: TextStyle): Promise<Buffer> {
	const { fontPx, colour = COLOURS.ink, weight = 'normal', widthPx: width } = style;
	const { leadingPx: spacing = Math.round(fontPx * 0.3) } = style;
	const markup = `<span foreground="${colour}" weight="${weight}">${escapeMarkup(text)}</span>`;
	const font = `${FONTS} ${fontPx}`;
	return await sharp({ text: { text: markup, font, width, dpi: DPI, rgba: true, spacing } })
		.png()
		.toBuffer();
}

const escapeMarkup = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
