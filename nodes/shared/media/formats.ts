export type MediaKind = 'image' | 'video' | 'audio' | 'model' | 'document';

/** A file format. It is recognized by the content of a file, not by its name or declared type. */
export interface FileFormat {
	readonly title: string;
	readonly mimeType: string;
	readonly extension: string;
	readonly kind: MediaKind;
}

/** Whether a file begins like its format. The text has one character for each byte (latin1). */
type Beginning = (head: string) => boolean;

/** How many bytes `formatOf` reads. In an SVG, comments may come before the root element. */
export const HEAD_BYTES = 1024;

const at =
	(offset: number, ...texts: string[]): Beginning =>
	(head) =>
		texts.some((text) => head.startsWith(text, offset));

const both =
	(first: Beginning, second: Beginning): Beginning =>
	(head) =>
		first(head) && second(head);

/** The sizes that a bitmap's second header can have. "BM" alone is also the beginning of texts. */
const bitmapHeaderSizes = [12, 16, 40, 52, 56, 64, 108, 124].map(
	(size) => `${String.fromCharCode(size)}\0\0\0`,
);

/** An "ftyp" box (ISO/IEC 14496-12) has the main brand at byte 8, and other compatible brands from byte 16 on. */
const brand = (...names: string[]): Beginning => both(at(4, 'ftyp'), at(8, ...names));

/** `mif1` and `msf1` only say that the file has images. AVIF files with these brands also name their own. */
const genericBrand = brand('mif1', 'msf1', 'miaf');

function alsoNamesAvif(head: string): boolean {
	const boxLength = Buffer.from(head.slice(0, 4), 'latin1').readUInt32BE();
	return head.slice(16, boxLength).includes('avif');
}

/** An EBML header with the document type "webm". Matroska files have the same header with another type. */
const webm = both(at(0, '\x1aE\xdf\xa3'), (head) => head.slice(4, 64).includes('webm'));

/** The header of an MPEG audio frame (layer III) without reserved bit rates or sampling rates. */
function mp3Frame(head: string): boolean {
	const [sync = 0, version = 0, rates = 0] = Buffer.from(head.slice(0, 3), 'latin1');
	const isLayer3 = (version & 0xe6) === 0xe2 && (version & 0x18) !== 0x08;
	const bitRate = rates >> 4;
	return sync === 0xff && isLayer3 && bitRate > 0 && bitRate < 15 && (rates & 0x0c) !== 0x0c;
}

const SVG_ROOT =
	/^(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--(?:(?!-->)[^])*-->\s*)*<(?:svg:)?(?:svg[\s>]|!DOCTYPE\s+svg\s)/i;

const format = (
	title: string,
	kind: MediaKind,
	mimeType: string,
	extension: string,
	...beginnings: [Beginning, ...Beginning[]]
) => ({ title, kind, mimeType, extension, beginnings });

const JPEG = format('JPEG', 'image', 'image/jpeg', 'jpg', at(0, '\xff\xd8\xff'));
const PNG = format('PNG', 'image', 'image/png', 'png', at(0, '\x89PNG\r\n\x1a\n'));
const WEBP = format('WebP', 'image', 'image/webp', 'webp', both(at(0, 'RIFF'), at(8, 'WEBP')));

/** The formats that the API accepts (Remove Background, "Notes & Tips"). */
export const UPLOAD_FORMATS: readonly FileFormat[] = [JPEG, PNG, WEBP];

const MP4 = format(
	'MP4',
	'video',
	'video/mp4',
	'mp4',
	brand('isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9'),
	brand('mp41', 'mp42', 'mp71', 'avc1', 'M4V', 'MSNV', 'dash', 'cmf', 'f4v', '3g'),
);
const MP3 = format('MP3', 'audio', 'audio/mpeg', 'mp3', at(0, 'ID3'), mp3Frame);
const WAV = format('WAV', 'audio', 'audio/wav', 'wav', both(at(0, 'RIFF', 'RF64'), at(8, 'WAVE')));

/** Formats that other models accept as well. */
export const MEDIA_UPLOAD_FORMATS: readonly FileFormat[] = [...UPLOAD_FORMATS, MP4, MP3, WAV];

/** The first format that matches counts. */
const FORMATS = [
	JPEG,
	PNG,
	WEBP,
	format('GIF', 'image', 'image/gif', 'gif', at(0, 'GIF87a', 'GIF89a')),
	format(
		'AVIF',
		'image',
		'image/avif',
		'avif',
		brand('avif', 'avis'),
		both(genericBrand, alsoNamesAvif),
	),
	format(
		'HEIC',
		'image',
		'image/heic',
		'heic',
		brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'),
		genericBrand,
	),
	format('TIFF', 'image', 'image/tiff', 'tif', at(0, 'II*\0', 'MM\0*')),
	format('BigTIFF', 'image', 'image/tiff', 'tif', at(0, 'II+\0', 'MM\0+')),
	format('BMP', 'image', 'image/bmp', 'bmp', both(at(0, 'BM'), at(14, ...bitmapHeaderSizes))),
	format('SVG', 'image', 'image/svg+xml', 'svg', (head) => SVG_ROOT.test(head)),
	format('JPEG XL', 'image', 'image/jxl', 'jxl', at(0, '\xff\x0a', '\0\0\0\x0cJXL \r\n\x87\n')),
	format(
		'JPEG 2000',
		'image',
		'image/jp2',
		'jp2',
		at(0, '\0\0\0\x0cjP  \r\n\x87\n', '\xff\x4f\xff\x51'),
	),
	format('PSD', 'image', 'image/vnd.adobe.photoshop', 'psd', at(0, '8BPS\0\x01', '8BPS\0\x02')),
	// The number of images, from byte 4 on, is between 1 and 255. Byte 9 is reserved.
	format(
		'ICO',
		'image',
		'image/vnd.microsoft.icon',
		'ico',
		both(at(0, '\0\0\x01\0'), (head) => /^.{4}[^\0]\0.{3}\0/s.test(head)),
	),
	format('PDF', 'document', 'application/pdf', 'pdf', at(0, '%PDF-')),
	MP4,
	format('MOV', 'video', 'video/quicktime', 'mov', brand('qt  ')),
	format('WebM', 'video', 'video/webm', 'webm', webm),
	MP3,
	WAV,
	format('OGG', 'audio', 'audio/ogg', 'ogg', at(0, 'OggS')),
	format('FLAC', 'audio', 'audio/flac', 'flac', at(0, 'fLaC')),
	format('M4A', 'audio', 'audio/mp4', 'm4a', brand('M4A ', 'M4B ')),
	format('GLB', 'model', 'model/gltf-binary', 'glb', at(0, 'glTF\x01\0\0\0', 'glTF\x02\0\0\0')),
];

/** Formats without a known beginning. They are recognized only by type and ending. */
const DECLARED_FORMATS: readonly FileFormat[] = [
	{ title: 'AAC', kind: 'audio', mimeType: 'audio/aac', extension: 'aac' },
	{ title: 'AVI', kind: 'video', mimeType: 'video/x-msvideo', extension: 'avi' },
	{ title: 'FBX', kind: 'model', mimeType: 'application/vnd.autodesk.fbx', extension: 'fbx' },
	{ title: 'Matroska', kind: 'video', mimeType: 'video/matroska', extension: 'mkv' },
	{ title: 'OBJ', kind: 'model', mimeType: 'model/obj', extension: 'obj' },
	{ title: 'STL', kind: 'model', mimeType: 'model/stl', extension: 'stl' },
	{ title: 'text', kind: 'document', mimeType: 'text/plain', extension: 'txt' },
	{ title: 'USDZ', kind: 'model', mimeType: 'model/vnd.usdz+zip', extension: 'usdz' },
	{ title: 'ZIP', kind: 'document', mimeType: 'application/zip', extension: 'zip' },
];

const ALL_FORMATS: readonly FileFormat[] = [...FORMATS, ...DECLARED_FORMATS];

/** The endings of all formats. */
export const EXTENSIONS: ReadonlySet<string> = new Set(
	ALL_FORMATS.map(({ extension }) => extension),
);

export const formatOfType = (mimeType: string): FileFormat | undefined =>
	ALL_FORMATS.find((format) => format.mimeType === mimeType);

export const formatOfEnding = (ending: string): FileFormat | undefined =>
	ALL_FORMATS.find(({ extension }) => extension === ending);

/** The format of a file by its first bytes. Undefined if it isn't known. */
export function formatOf(head: Buffer): FileFormat | undefined {
	const text = head.toString('latin1', 0, HEAD_BYTES);
	return FORMATS.find(({ beginnings }) => beginnings.some((matches) => matches(text)));
}
