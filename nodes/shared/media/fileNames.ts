import { EXTENSIONS, type FileFormat } from './formats';

/** The properties of a file that its name depends on. */
type Named = Pick<FileFormat, 'kind' | 'extension'>;

export interface ResultNameParts {
	readonly operation: string;
	readonly itemIndex: number;
	readonly requestId?: string;
	readonly seed?: number | string;
}

/** File systems allow 255 bytes. This leaves room for additions before and after the name. */
const LONGEST_NAME_BYTES = 200;

/** Endings that people and programs use instead of the usual one. */
const OTHER_ENDINGS: ReadonlyMap<string, string> = new Map([
	['jpeg', 'jpg'],
	['jpe', 'jpg'],
	['jfif', 'jpg'],
	['tiff', 'tif'],
	['heif', 'heic'],
	['m4v', 'mp4'],
	['oga', 'ogg'],
]);

/** The name of an input file: its own, with an ending added if it has none. */
export function inputFileName(givenName: string, format: Named): string {
	const { stem, ending } = split(baseName(givenName));
	return joined(stem || format.kind, `.${ending ?? format.extension}`);
}

/** The name of an input file behind a link. */
export const linkedFileName = ({ pathname }: URL, format: Named): string =>
	inputFileName(decoded(pathname.slice(pathname.lastIndexOf('/') + 1)), format);

/** The name of a result. The request ID or the seed tells the results of different executions apart. */
export function resultFileName(parts: ResultNameParts, format: Named, position = 0): string {
	const { operation, itemIndex, requestId, seed } = parts;
	// The random part of a request ID is at its end. Many have the same beginning.
	const id = requestId?.replace(/\W/g, '').slice(-8) || seed;
	const stem = [operation, itemIndex, id].filter((part) => part !== undefined).join('-');
	return joined(baseName(stem), `${numbered(position)}.${format.extension}`);
}

/** The name that the user chose for a result, with the ending of its format. */
export function chosenFileName(chosen: string, format: Named, position = 0): string {
	const name = baseName(chosen);
	const { stem, ending } = split(name);
	const usual = usualEnding(ending);
	const isFitting = usual === format.extension;
	const isReplaced = isFitting || EXTENSIONS.has(usual ?? '');
	return joined(
		(isReplaced ? stem : name) || format.kind,
		`${numbered(position)}.${isFitting ? ending : format.extension}`,
	);
}

const numbered = (position: number): string => (position === 0 ? '' : `_${position}`);

function usualEnding(ending: string | undefined): string | undefined {
	const small = ending?.toLowerCase();
	return small && (OTHER_ENDINGS.get(small) ?? small);
}

/** The decoded text, or the text as it is if it isn't encoded UTF-8. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * Control characters, incomplete characters, and characters that change the writing direction, which could hide the
 * real ending of a name.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu;

/** Longer than any name, and short enough for the regular expressions below. */
const LONGEST_READ = 1000;

/** The name without folders. Never "." or "..", and without dots and spaces at its end, which file systems remove. */
const baseName = (path: string): string =>
	path
		.slice(-LONGEST_READ)
		.replace(UNSEEN, '')
		.replace(/^.*[/\\]/s, '')
		.replace(/[\s.]+$/, '')
		.trim();

/** An ending begins with a letter, so "v1.2" has none. */
function split(name: string): { stem: string; ending?: string } {
	const [, stem = name, ending] = /^(.*)\.([a-z][a-z\d]{1,4})$/is.exec(name) ?? [];
	return { stem, ending };
}

/** Stem and ending. A stem that is too long is cut between two characters. */
function joined(stem: string, end: string): string {
	let left = LONGEST_NAME_BYTES - Buffer.byteLength(end);
	let kept = '';
	for (const character of stem) {
		left -= Buffer.byteLength(character);
		if (left < 0) break;
		kept += character;
	}
	return `${kept.replace(/[\s.]+$/, '')}${end}`;
}
