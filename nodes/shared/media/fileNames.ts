import { EXTENSIONS, type FileFormat } from './formats';

/** What a name needs to know of a file. */
type Named = Pick<FileFormat, 'kind' | 'extension'>;

export interface ResultNameParts {
	readonly operation: string;
	readonly itemIndex: number;
	readonly requestId?: string;
	readonly seed?: number | string;
}

/** File systems take 255 bytes; this leaves room for what is put before or after a name. */
const LONGEST_NAME_BYTES = 200;

/** Endings that people and programs write instead of the usual one. */
const OTHER_ENDINGS: ReadonlyMap<string, string> = new Map([
	['jpeg', 'jpg'],
	['jpe', 'jpg'],
	['jfif', 'jpg'],
	['tiff', 'tif'],
	['heif', 'heic'],
	['m4v', 'mp4'],
	['oga', 'ogg'],
]);

/** The name of an input file: the one it has, with an ending if that has none. */
export function inputFileName(givenName: string, format: Named): string {
	const { stem, ending } = split(baseName(givenName));
	return joined(stem || format.kind, `.${ending ?? format.extension}`);
}

/** The name of an input file behind a link. */
export const linkedFileName = ({ pathname }: URL, format: Named): string =>
	inputFileName(decoded(pathname.slice(pathname.lastIndexOf('/') + 1)), format);

/** The name of a result. The seed or the end of the request ID tells the results of several executions apart. */
export function resultFileName(parts: ResultNameParts, format: Named, position = 0): string {
	const { operation, itemIndex, requestId, seed } = parts;
	// A request ID ends in its random part; what it begins with is the same for many.
	const id = requestId?.replace(/\W/g, '').slice(-8) || seed;
	const stem = [operation, itemIndex, id].filter((part) => part !== undefined).join('-');
	return joined(baseName(stem), `${numbered(position)}.${format.extension}`);
}

/** The name that the user chose for a result, with the ending of what the file is. */
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

/** A link's text, or the text as it is if its percent signs stand for no UTF-8. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Control characters, halves of characters, and marks that turn the direction of writing and so hide a name's true ending. */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu;

/** More than any name needs, and short enough for the expressions below. */
const LONGEST_READ = 1000;

/** A name without the folders before it. Never "." or ".." or what a file system cuts: dots and blanks at the end. */
const baseName = (path: string): string =>
	path
		.slice(-LONGEST_READ)
		.replace(UNSEEN, '')
		.replace(/^.*[/\\]/s, '')
		.replace(/[\s.]+$/, '')
		.trim();

/** An ending begins with a letter: "v1.2" has none. */
function split(name: string): { stem: string; ending?: string } {
	const [, stem = name, ending] = /^(.*)\.([a-z][a-z\d]{1,4})$/is.exec(name) ?? [];
	return { stem, ending };
}

/** Stem and end, the stem cut to what a name may be long, at the border of a character. */
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
