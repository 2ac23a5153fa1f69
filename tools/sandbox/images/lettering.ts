import type { Lettering } from './canvas';

const FAMILIES = {
	serif: 'Georgia, Liberation Serif, DejaVu Serif, serif',
	sans: 'Helvetica Neue, Liberation Sans, DejaVu Sans, sans-serif',
} as const;

const LINE_HEIGHT = 1.22;
const STEP = 0.92;

/** Sets a text into its box, as large as it fits. @returns SVG elements */
export function letter(text: string, lettering: Lettering): string {
	const { box, colour, family, weight, outline, align } = lettering;
	const { lines, fontSize } = fit(printable(text), lettering);
	const lineHeight = fontSize * LINE_HEIGHT;
	const spare = box.height - lines.length * lineHeight;
	const top = box.y + { top: 0, middle: spare / 2, bottom: spare }[align];
	const spans = lines.map((line, index) => {
		const baseline = top + lineHeight * (index + 0.8);
		return `<tspan x="${box.x}" y="${baseline.toFixed(1)}">${escapeXml(line)}</tspan>`;
	});
	const stroke = outline
		? `stroke="${outline}" stroke-width="${(fontSize * 0.11).toFixed(1)}" stroke-linejoin="round" paint-order="stroke"`
		: '';
	return (
		`<text font-family="${FAMILIES[family]}" font-weight="${weight}" font-size="${fontSize.toFixed(1)}" ` +
		`fill="${colour}" ${stroke}>${spans.join('')}</text>`
	);
}

/** @returns the text as lines, and the largest font size (in pixels) at which they fit the box */
function fit(
	text: string,
	{ box, family, weight }: Lettering,
): { lines: string[]; fontSize: number } {
	const widening = (family === 'serif' ? 0.86 : 0.95) * (weight === 700 ? 1.06 : 1);
	const largest = Math.min(box.width / 8, box.height / 2);
	const smallest = Math.max(14, Math.min(box.width, box.height) / 24);
	const longestWord = Math.max(...text.split(/\s+/).map(widthOf));
	for (let fontSize = largest; ; fontSize *= STEP) {
		const lineWidth = box.width / fontSize / widening;
		const lines = wrap(text, lineWidth);
		const room = Math.max(1, Math.floor(box.height / (fontSize * LINE_HEIGHT)));
		// Rather somewhat smaller than a word broken, but not tiny for one monster of a word.
		const wholeWords = longestWord <= lineWidth || fontSize < largest * 0.6;
		if (lines.length <= room && wholeWords) return { lines, fontSize };
		if (fontSize * STEP < smallest) return { lines: cutShort(lines, room), fontSize };
	}
}

const cutShort = (lines: readonly string[], room: number): string[] =>
	lines.slice(0, room).map((line, index) => (index === room - 1 ? `${line} …` : line));

/** @param lineWidth in ems */
function wrap(text: string, lineWidth: number): string[] {
	const words = text.split(/\s+/).flatMap((word) => pieces(word, lineWidth));
	const lines: string[] = [];
	let line = '';
	for (const word of words) {
		const longer = line ? `${line} ${word}` : word;
		if (line && widthOf(longer) > lineWidth) {
			lines.push(line);
			line = word;
		} else {
			line = longer;
		}
	}
	return [...lines, line];
}

/** Breaks a word that is longer than a line. */
function pieces(word: string, lineWidth: number): string[] {
	const characters = [...word];
	const perLine = Math.max(1, Math.floor((characters.length * lineWidth) / widthOf(word)));
	const count = Math.ceil(characters.length / perLine);
	return Array.from({ length: count }, (_, index) =>
		characters.slice(index * perLine, (index + 1) * perLine).join(''),
	);
}

/** @returns about how wide a text is set, in ems: there are no font metrics here, and none needed */
const widthOf = (text: string): number =>
	[...text].reduce((width, character) => width + emsOf(character), 0);

function emsOf(character: string): number {
	if (/[ilj.,:;'|!ft()[\] ]/.test(character)) return 0.32;
	if (/[MWmw@%]/.test(character)) return 0.88;
	if (/[A-Z]/.test(character)) return 0.7;
	return character > '\u2e80' ? 1.05 : 0.56;
}

/** XML cannot hold control characters and half surrogate pairs, not even escaped. */
const printable = (text: string): string =>
	text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').trim();

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
